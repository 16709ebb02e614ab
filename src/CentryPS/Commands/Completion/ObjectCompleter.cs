using System.Collections;
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

    /// <summary>Of those, the ones whose id begins with a word, or who have it in what one knows them by.</summary>
    private protected static IEnumerable<CentryObject> Objects(ICentryResource resource, IDictionary bound, string word) => Objects(resource, bound)
        .Where(item => item.Id!.StartsWith(word, StringComparison.OrdinalIgnoreCase) || Has(item.SearchText, word));
}
