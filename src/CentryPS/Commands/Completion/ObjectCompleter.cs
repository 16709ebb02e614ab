using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;
using CentryPS.Models;
using CentryPS.Session;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes from the objects of the session, the most recently changed first. Offers nothing without a session, or if
/// Centry responds slowly.
/// </summary>
public abstract class ObjectCompleter : WordCompleter
{
    private protected static IEnumerable<CentryObject> Objects(ICentryResource resource, CompletionRequest request)
    {
        var session = request.Bound[nameof(CentrySessionCommand.Session)].Unwrap() as CentrySession
            ?? DefaultSession.GetAtPrompt();
        return session is null ? [] : RecentObjects.Of(session, resource).Where(item => IsTypable(item.Id));
    }

    /// <summary>
    /// Offers the objects whose id starts with a word or whose text contains it. Matches at the start of a word are
    /// listed first.
    /// </summary>
    private protected static IEnumerable<CompletionResult> Offer(
        ICentryResource resource, CompletionRequest request, string word, Func<string, string> format) =>
        Objects(resource, request)
            .Where(item => HasIdStart(item, word) || Contains(item.SearchText, word))
            .OrderBy(item => HasIdStart(item, word) || ContainsWordStart(item.SearchText, word) ? 0 : 1)
            .Select(item => Offer(format(item.Id!), item.Description, item.Description));

    private static bool HasIdStart(CentryObject item, string word) =>
        item.Id!.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
