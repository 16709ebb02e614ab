using CentryPS.Api;
using CentryPS.Models.Json;

namespace CentryPS.Tests.Session;

/// <summary>
/// A base class for tests with a saved sign-in in a vault and a server that rotates its refresh token.
/// </summary>
public abstract class SavedTokensTest : IDisposable
{
    private const string Id = "59c2bd4aa8d1d10b0c9c3f11";

    protected SavedTokensTest()
    {
        Vault.Application = new OAuthApplication
        {
            Id = Guid.NewGuid().ToString("N"),
            BaseUri = Centry.BaseUri.OriginalString,
            Grant = nameof(CentryGrant.AuthorizationCode),
            ClientId = "client",
            ClientSecret = "the-secret",
        };
        Vault.Newest = new TokenSet { Id = Vault.Application.Id, Number = 1, RefreshToken = "refresh-0" };
    }

    private protected HeldClock Clock { get; } = new();

    private protected MemoryVault Vault { get; } = new();

    private protected RotatingServer Centry { get; } = new();

    public void Dispose()
    {
        Centry.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<CentrySession> ConnectAsync() => await Sessions().WithSavedAsync((await Vault.ReadAsync("north", CancellationToken.None))!, new Observer(), CancellationToken.None).Soon();

    private protected SessionFactory Sessions() => new(new(Centry.BaseUri), new() { Time = Clock, MaximumRetryCount = 1 }) { Vault = Vault, Name = "north" };

    private protected static Task<CentryOrder> GetAsync(CentrySession session) =>
        session.For(new Observer(), CancellationToken.None).SendAsync(Orders.Resource.Get(Id)).Soon();

    /// <summary>Returns the errors that a command would report for the renewals so far.</summary>
    private protected static List<CentryException> Reported(CentrySession session)
    {
        var reported = new List<CentryException>();
        while (session.Tokens.TryTakeUndelivered(out var tokens))
        {
            reported.AddRange(tokens.NotSaved is { } problem ? [problem] : Array.Empty<CentryException>());
        }

        return reported;
    }
}
