namespace CentryPS.Session;

/// <summary>How a session signed in (OAuth 2.0, RFC 6749).</summary>
public enum CentryGrant
{
    /// <summary>With an access token made elsewhere; it cannot be renewed.</summary>
    AccessToken,

    /// <summary>With the application's own id and secret.</summary>
    ClientCredentials,

    /// <summary>With a code that the user got by authorizing the application.</summary>
    AuthorizationCode,

    /// <summary>With the last refresh token of an earlier session.</summary>
    RefreshToken,
}
