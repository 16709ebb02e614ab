using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <summary>
/// Completes the ids of webhooks and orders that the session can see, by their beginning or by a part of what one knows them
/// by. Says nothing where there is no session, or where Centry does not answer at once.
/// </summary>
public sealed class IdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var given = fakeBoundParameters[nameof(CentrySessionCommand.Session)];
        var session = (given is PSObject wrapped ? wrapped.BaseObject : given) as CentrySession ?? DefaultSession.Current;
        var word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return session is null ? [] : Find(session, commandName)
            .Where(item => item.Id!.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                || CultureInfo.InvariantCulture.CompareInfo.IndexOf(Name(item), word, CompareOptions.OrdinalIgnoreCase) >= 0)
            .Select(item => new CompletionResult(item.Id, $"{item.Id} {Name(item)}", CompletionResultType.ParameterValue, Name(item)));
    }

    private static IReadOnlyList<CentryObject> Find(CentrySession session, string commandName) =>
        commandName.EndsWith("Order", StringComparison.OrdinalIgnoreCase)
            ? session.Recent.Orders()
            : session.Recent.Webhooks();

    private static string Name(CentryObject item) =>
        (item as CentryWebhook)?.CallbackUrl?.OriginalString ?? item.ToString();
}
