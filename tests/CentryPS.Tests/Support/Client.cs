using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Tests.Support;

/// <summary>Creates sessions without a cmdlet, with a clock that a test controls.</summary>
internal static class Client
{
    public static SessionFactory Sessions(Uri baseUri, TimeProvider? time = null, int retries = 4, double timeout = 30, ITokenReceiver? receiver = null) => new(
        new ServerUri(baseUri),
        new SendOptions
        {
            Time = time ?? TimeProvider.System,
            MaximumRetryCount = retries,
            Timeout = TimeSpan.FromSeconds(timeout),
        })
    {
        Receiver = receiver,
    };

    public static Task<CentrySession> SignInAsync(
        SandboxServer centry,
        CentryGrant grant,
        string? value,
        TimeProvider? time = null,
        ITokenReceiver? receiver = null,
        RawServer? through = null) =>
        Sessions(through?.BaseUri ?? centry.BaseUri, time, receiver: receiver).WithApplicationAsync(
            new OAuthApplication { ClientId = centry.ClientId, ClientSecret = centry.ClientSecret },
            grant,
            value,
            new Observer(),
            CancellationToken.None);
}
