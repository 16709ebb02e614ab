namespace CentryPS.Session;

/// <summary>What the environment says of the sign-in; an empty variable says nothing.</summary>
internal static class SignInEnvironment
{
    public static string BaseUri => Read("CENTRY_BASE_URI") ?? "https://www.centry.cl";

    public static string? AccessToken => Read("CENTRY_ACCESS_TOKEN");

    public static string? ClientId => Read("CENTRY_CLIENT_ID");

    public static string? ClientSecret => Read("CENTRY_CLIENT_SECRET");

    public static string? RefreshToken => Read("CENTRY_REFRESH_TOKEN");

    public static string? Scope => Read("CENTRY_SCOPE");

    /// <summary>The name of a kept sign-in.</summary>
    /// <exception cref="CentryException">It can be the name of none.</exception>
    public static string? SignIn => Read("CENTRY_SIGN_IN") is { } name ? SignInName.Check(name, Messages.SignInEnvironmentAdvice) : null;

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
