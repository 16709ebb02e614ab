using CentryPS.Api;
using CentryPS.Models.Json;

namespace CentryPS.Tests.Session;

/// <summary>A saved sign-in in a vault, and a server that rotates its refresh token.</summary>
public abstract class KeptTokensTest : IDisposable
{
    protected KeptTokensTest() => Vault.Kept = new KeptSignIn
    {
        Id = "1",
        Number = 1,
        BaseUri = Centry.BaseUri.OriginalString,
        Grant = nameof(CentryGrant.AuthorizationCode),
        ClientId = "client",
        ClientSecret = "the-secret",
        RefreshToken = "refresh-0",
    };

    private protected HeldClock Clock { get; } = new();

    private protected MemoryVault Vault { get; } = new();

    private protected RotatingServer Centry { get; } = new();

    public void Dispose()
    {
        Centry.Dispose();
        GC.SuppressFinalize(this);
    }

    private const string Id = "59c2bd4aa8d1d10b0c9c3f11";

    private protected Task<CentrySession> ConnectAsync() => new SessionFactory(new(Centry.BaseUri), new() { Time = Clock, MaximumRetryCount = 1 })
    {
        Vault = Vault,
        Name = "north",
    }.WithKeptAsync(Vault.Kept!, new Observer(), CancellationToken.None).Soon();

    private protected static Task<CentryOrder> GetAsync(CentrySession session) =>
        session.For(new Observer(), CancellationToken.None).SendAsync(Orders.Resource.Get(Id)).Soon();
}
