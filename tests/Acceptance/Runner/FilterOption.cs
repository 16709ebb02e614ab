using System.IO.Enumeration;
using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.CommandLine;

namespace CentryPS.Acceptance;

/// <summary>The option of xunit with the same name, so that one command selects tests in both projects.</summary>
internal sealed class FilterOption : ICommandLineOptionsProvider
{
    private const string Name = "filter-display-name";

    public string Uid => nameof(FilterOption);

    public string Version => "1.0.0";

    public string DisplayName => "Filter by display name";

    public string Description => "Selects tests by their display name.";

    /// <summary>Returns the patterns of the command line; null if there are none.</summary>
    public static string[]? Patterns(ICommandLineOptions options) =>
        options.TryGetOptionArgumentList(Name, out var patterns) ? patterns : null;

    public static bool Matches(string[] patterns, string displayName) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\"), displayName));

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public IReadOnlyCollection<CommandLineOption> GetCommandLineOptions() =>
        [new(Name, "Run all tests with a matching display name. '*' stands for any text; several filters are an OR.", ArgumentArity.OneOrMore, isHidden: false)];

    public Task<ValidationResult> ValidateOptionArgumentsAsync(CommandLineOption commandOption, string[] arguments) =>
        ValidationResult.ValidTask;

    public Task<ValidationResult> ValidateCommandLineOptionsAsync(ICommandLineOptions commandLineOptions) =>
        ValidationResult.ValidTask;
}
