using System.Collections.Concurrent;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// The newest tokens of each saved sign-in that this process has received. A vault may not have them: it refused them,
/// another program overwrote them with its own copy, or a backup was restored.
/// </summary>
internal static class NewestTokens
{
    private static readonly ConcurrentDictionary<string, SavedToken> BySignIn = new();

    public static void Set(string signInId, SavedToken token) => BySignIn[signInId] = token;

    /// <summary>Returns the tokens of the vault, or those of this process if they are newer; null for none.</summary>
    public static SavedToken? Newer(string signInId, SavedToken? stored) =>
        BySignIn.TryGetValue(signInId, out var known) && known.Number > (stored?.Number ?? 0) ? known : stored;
}
