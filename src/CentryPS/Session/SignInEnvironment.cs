using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>The environment variables of the sign-in; an empty variable is ignored.</summary>
internal static class SignInEnvironment
{
    private const string ClientId = "CENTRY_CLIENT_ID";

    public static string BaseUri => Read("CENTRY_BASE_URI") ?? "https://www.centry.cl";

    public static string? AccessToken => Read("CENTRY_ACCESS_TOKEN");

    /// <summary>The application; null if its id or its secret is missing.</summary>
    public static OAuthApplication? Application =>
        Read(ClientId) is { } id && Read("CENTRY_CLIENT_SECRET") is { } secret
            ? new OAuthApplication { ClientId = id, ClientSecret = secret }
            : null;

    public static string? RefreshToken => Read("CENTRY_REFRESH_TOKEN");

    public static string? Scope => Read("CENTRY_SCOPE");

    /// <summary>The name of a saved sign-in.</summary>
    public static string? SignIn =>
        Read("CENTRY_SIGN_IN") is { } name ? CentrySignIn.CheckName(name, Messages.SignInEnvironmentAdvice) : null;

    /// <summary>True if other variables also specify a sign-in.</summary>
    public static bool HasOther => (AccessToken ?? Read(ClientId) ?? RefreshToken) is not null;

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
