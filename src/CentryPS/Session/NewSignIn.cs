using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// Saves a sign-in under a name. The tokens are written first and the application last, so the sign-in that had the name
/// stays whole until the new one is.
/// </summary>
internal sealed class NewSignIn(ISignInVault vault, string name, TimeProvider time)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    /// <summary>Writes a token without a value, so that nobody spends a code or a token whose successor the vault does not take.</summary>
    public Task TryVaultAsync(CancellationToken cancellationToken) => LockedAsync(
        stored => WriteTokenAsync(new SavedToken { Id = _id, Number = Next(stored) }, cancellationToken),
        cancellationToken);

    /// <summary>Takes back what <see cref="TryVaultAsync"/> wrote, where nobody has replaced it.</summary>
    public async Task RemoveTrialAsync()
    {
        try
        {
            await LockedAsync(stored => vault.RemoveTokensAsync(name, [Next(stored) % 2], CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        }
        catch (CentryException)
        {
            // Why the sign-in failed matters more; the next sign-in of this name replaces it.
        }
    }

    /// <summary>Saves it once it has worked.</summary>
    /// <param name="application">The application; its id is set here.</param>
    /// <param name="tokens">Its tokens.</param>
    public async Task<SavedSignIn> SaveAsync(SavedSignIn application, TokenSet tokens)
    {
        application = application with { Id = _id };
        await LockedAsync(
            async stored =>
            {
                if (tokens.RefreshToken is not null)
                {
                    await WriteTokenAsync(tokens.ToKept(_id, Next(stored)), CancellationToken.None).ConfigureAwait(false);
                }

                await vault.WriteAsync(name, application, CancellationToken.None).ConfigureAwait(false);
                if (tokens.RefreshToken is null)
                {
                    await vault.RemoveTokensAsync(name, [0, 1], CancellationToken.None).ConfigureAwait(false);
                }
            },
            CancellationToken.None).ConfigureAwait(false);
        return application;
    }

    private static int Next(StoredSignIn? stored) => (stored?.Token?.Number ?? 0) + 1;

    private Task WriteTokenAsync(SavedToken token, CancellationToken cancellationToken) =>
        vault.WriteTokenAsync(name, token.Number % 2, token, cancellationToken);

    // One lock for those who sign in under this name, and that of the sign-in which has it, which may be renewed just now.
    private async Task LockedAsync(Func<StoredSignIn?, Task> act, CancellationToken cancellationToken)
    {
        using var hold = await SignInLock.TakeAsync("name " + name, time, cancellationToken).ConfigureAwait(false);
        var stored = await vault.ReadAsync(name, cancellationToken).ConfigureAwait(false);
        using var old = stored?.Application.Id is { } id ? await SignInLock.TakeAsync(id, time, cancellationToken).ConfigureAwait(false) : null;
        await act(old is null ? null : await vault.ReadAsync(name, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
