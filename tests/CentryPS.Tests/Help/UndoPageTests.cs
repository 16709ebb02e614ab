using System.Text.RegularExpressions;
using CentryPS.Sandbox.Engine;

namespace CentryPS.Tests.Help;

/// <summary>The page about undo shows the output of its commands.</summary>
public sealed partial class UndoPageTests : SandboxTest
{
    [Theory]
    [InlineData("docs/undo.md", "en-US")]
    [InlineData("docs/undo.es.md", "es-CL")]
    public void Page_shows_the_output_of_its_commands(string page, string culture)
    {
        using var folder = new TemporaryFolder();
        using var console = new StringWriter();
        using var shell = new PowerShellHost(Centry, new ConsoleHost(console, width: 100));
        File.Copy(Path.Combine(PowerShellHost.Root, "docs", "examples", "phones.csv"), folder.File("phones.csv"));
        // One change at a time, so that the journal has the order of the rows.
        shell.Run($"Set-Location '{folder.File(".")}'; $PSDefaultParameterValues = @{{ 'Set-CentryOrder:ThrottleLimit' = 1 }}");

        foreach (var line in Lines(page))
        {
            console.WriteLine($"PS> {line}");
            shell.Run($"[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '{culture}'; . {{ {line} \n}} 2>&1 | Out-String -Width 100 -Stream | Out-Default");
        }

        Assert.Equal(Comparable(Screen(page)), Comparable(console.ToString()));
    }

    [Fact]
    public void Page_has_the_same_commands_in_both_languages() => Assert.Equal(Lines("docs/undo.md"), Lines("docs/undo.es.md"));

    private static string[] Lines(string page) => [.. Line().Matches(Screen(page)).Select(match => match.Groups[1].Value)];

    // Returns the console blocks of the page.
    private static string Screen(string page) => string.Concat(
        Block().Matches(File.ReadAllText(Path.Combine(PowerShellHost.Root, page)).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value));

    // Ignores ids of runs, colors and the width of columns.
    private static string Comparable(string text) => Blanks().Replace(Changing().Replace(text, string.Empty), " ").Trim();

    [GeneratedRegex("^```\n(PS> .*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^PS> (.*)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\u001b\[[0-9;]*m|\b\d{8}T\d{6}Z-[0-9a-f]{6}\b")]
    private static partial Regex Changing();

    [GeneratedRegex(@"\s+|(?<=-)-+")]
    private static partial Regex Blanks();
}
