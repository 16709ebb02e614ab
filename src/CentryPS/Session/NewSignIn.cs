using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Saves a new sign-in under a name. It writes the tokens first and the application last, so that the previous sign-in
/// of that name is complete until the new one is.
/// </summary>
internal sealed class NewSignIn(ISignInVault vault, string name, TimeProvider time)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    /// <summary>
    /// Signs in with a code or a refresh token, which can be used once. First writes empty tokens, to detect a vault
    /// that cannot be written.
    /// </summary>
    public async Task<TokenSet> ProbeAsync(Func<Task<TokenSet>> signIn, CancellationToken cancellationToken)
    {
        await LockedAsync(number => WriteTokenAsync(new TokenSet(), number, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        try
        {
            return await signIn().ConfigureAwait(false);
        }
        catch (CentryException)
        {
            await RemoveProbeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Saves the sign-in, once it has worked. Returns the application with its id.</summary>
    public async Task<OAuthApplication> SaveAsync(OAuthApplication application, TokenSet tokens)
    {
        application = application with { Id = _id };
        await LockedAsync(async number =>
            {
                if (tokens.RefreshToken is not null)
                {
                    await WriteTokenAsync(tokens, number).ConfigureAwait(false);
                }

                await vault.WriteAsync(name, application).ConfigureAwait(false);
                if (tokens.RefreshToken is null)
                {
                    await vault.RemoveTokensAsync(name, 0, 1).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        return application;
    }

    private async Task RemoveProbeAsync()
    {
        try
        {
            await LockedAsync(number => vault.RemoveTokensAsync(name, number % 2)).ConfigureAwait(false);
        }
        catch (CentryException)
        {
            // The failure of the sign-in matters more. The next sign-in of this name overwrites the probe.
        }
    }

    private Task WriteTokenAsync(TokenSet tokens, int number, CancellationToken cancellationToken = default) =>
        vault.WriteTokenAsync(name, number % 2, tokens with { Id = _id, Number = number }, cancellationToken);

    // Locks the name and the sign-in with that name, which another process may be renewing. Passes the next number.
    private async Task LockedAsync(Func<int, Task> act, CancellationToken cancellationToken = default)
    {
        using var hold = await SignInLock.TakeAsync("name " + name, time, cancellationToken).ConfigureAwait(false);
        var stored = await vault.ReadAsync(name, cancellationToken).ConfigureAwait(false);
        using var old = stored?.Application.Id is { } id
            ? await SignInLock.TakeAsync(id, time, cancellationToken).ConfigureAwait(false)
            : null;
        stored = old is null ? null : await vault.ReadAsync(name, cancellationToken).ConfigureAwait(false);
        await act((stored?.Token?.Number ?? 0) + 1).ConfigureAwait(false);
    }
}
