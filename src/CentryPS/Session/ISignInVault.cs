using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// A vault that saves sign-ins by name: the application as one secret and the tokens in two slots, so that a process
/// that is killed while it writes leaves the previous tokens. Errors are of type <see cref="CentryException"/>.
/// </summary>
internal interface ISignInVault
{
    string Name { get; }

    /// <summary>The parameters that select a sign-in of this vault, for example <c>-Name north</c>.</summary>
    string Arguments(string name);

    /// <summary>Reads a sign-in, as the last process wrote it; null if there is none with this name.</summary>
    Task<StoredSignIn?> ReadAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Writes the application of a sign-in, which replaces the one with the same name.</summary>
    Task WriteAsync(string name, OAuthApplication application);

    /// <summary>Writes tokens into slot 0 or 1, and does not change the other slot.</summary>
    Task WriteTokenAsync(string name, int slot, TokenSet token, CancellationToken cancellationToken = default);

    Task RemoveTokensAsync(string name, params int[] slots);

    /// <summary>Marks a sign-in as refused, for a list that reads no secrets.</summary>
    Task MarkRefusedAsync(string name, OAuthApplication application);
}
