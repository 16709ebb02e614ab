using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Keeps sign-ins by name: the application as one secret, and tokens in two slots, so that a process killed while it
/// writes leaves the tokens before. Every method throws a <see cref="CentryException"/> that says what to do.
/// </summary>
internal interface ISignInVault
{
    /// <summary>What people call the vault.</summary>
    string Name { get; }

    /// <summary>The parameters that mean a sign-in in this vault: <c>-Name north</c>, and the vault where it was named.</summary>
    string Arguments(string name);

    /// <summary>Reads a sign-in, by whatever process it was written; null where none has this name.</summary>
    Task<StoredSignIn?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes the application of a sign-in in place of the one that has this name.</summary>
    Task WriteAsync(string name, SavedSignIn application, CancellationToken cancellationToken);

    /// <summary>Writes tokens.</summary>
    /// <param name="name">The name of the sign-in.</param>
    /// <param name="slot">0 or 1; the tokens in the other one stay.</param>
    /// <param name="token">The tokens.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WriteTokenAsync(string name, int slot, SavedToken token, CancellationToken cancellationToken);

    /// <summary>Removes tokens that exist.</summary>
    Task RemoveTokensAsync(string name, IEnumerable<int> slots, CancellationToken cancellationToken);

    /// <summary>Shows the sign-in as refused to those who list the vault without reading secrets.</summary>
    Task MarkRefusedAsync(string name, SavedSignIn application, CancellationToken cancellationToken);
}
