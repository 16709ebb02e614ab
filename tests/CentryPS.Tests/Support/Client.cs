using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Tests.Support;

/// <summary>Creates sessions with a clock that a test controls.</summary>
internal static class Client
{
    public static SessionFactory Sessions(Uri baseUri, TimeProvider? time = null, int retries = 4, double timeout = 30, ITokenReceiver? told = null) => new(
        new ServerUri(baseUri),
        new SendOptions
        {
            Time = time ?? TimeProvider.System,
            MaximumRetryCount = retries,
            Timeout = TimeSpan.FromSeconds(timeout),
        })
    {
        Receiver = told,
    };

    public static Task<CentrySession> SignInAsync(SandboxServer centry, CentryGrant grant, string? value, TimeProvider? time = null, ITokenReceiver? told = null, RawServer? through = null) =>
        Sessions(through?.BaseUri ?? centry.BaseUri, time, told: told).WithApplicationAsync(
            new OAuthApplication { ClientId = centry.ClientId, ClientSecret = centry.ClientSecret },
            grant,
            value,
            new Observer(),
            CancellationToken.None);
}
