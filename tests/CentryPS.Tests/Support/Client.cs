using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Tests;

/// <summary>Sessions whose clock a test holds.</summary>
internal static class Client
{
    public static SignIn SignIn(Uri baseUri, TimeProvider? time = null, int retries = 4, double timeout = 30, TokenRefreshHandler? told = null) => new(
        new ApiAddress(baseUri),
        new SendOptions
        {
            Time = time ?? TimeProvider.System,
            MaximumRetryCount = retries,
            Timeout = TimeSpan.FromSeconds(timeout),
        })
    {
        ThrottleLimit = 8,
        OnTokenRefresh = told,
    };

    public static Task<CentrySession> SignInAsync(SandboxServer centry, CentryGrant grant, string? value, TimeProvider? time = null) =>
        SignIn(centry.BaseUri, time).WithApplicationAsync(
            new OAuthApplication(centry.ClientId, centry.ClientSecret, redirectUri: null),
            grant,
            value,
            new Observer(),
            CancellationToken.None);
}
