using System.Collections;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;
using CentryPS.Models;
using CentryPS.Session;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes from the objects that the session can see, those that changed last first. Says nothing where there is no
/// session, or where Centry does not answer at once.
/// </summary>
public abstract class ObjectCompleter : WordCompleter
{
    /// <summary>The objects, of the session that the command is given or of the default one.</summary>
    private protected static IReadOnlyList<CentryObject> Objects(ICentryResource resource, IDictionary bound) =>
        (bound[nameof(CentrySessionCommand.Session)].Unwrap() as CentrySession ?? DefaultSession.GetAtPrompt()) is { } session
            ? [.. RecentObjects.Of(session, resource).Where(item => IsTypable(item.Id))]
            : [];

    /// <summary>Of those, the ones whose id begins with a word, or who have it in what one knows them by: first where a word there begins so.</summary>
    private protected static IEnumerable<CentryObject> Objects(ICentryResource resource, IDictionary bound, string word) => Objects(resource, bound)
        .Where(item => IsBeginning(item, word) || Has(item.SearchText, word))
        .OrderBy(item => IsBeginning(item, word) || BeginsWord(item.SearchText, word) ? 0 : 1);

    /// <summary>The ids of those.</summary>
    private protected static IEnumerable<CompletionResult> Ids(ICentryResource resource, IDictionary bound, string word) => Objects(resource, bound, word)
        .Select(item => Offer(item.Id!, $"{item.Id} {item.Description}", item.Description));

    private static bool IsBeginning(CentryObject item, string word) => item.Id!.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
