namespace CentryPS.Session;

/// <summary>The way a session signed in (OAuth 2.0, RFC 6749).</summary>
public enum CentryGrant
{
    /// <summary>With an access token from elsewhere, which cannot be renewed.</summary>
    AccessToken,

    /// <summary>With the id and secret of the application.</summary>
    ClientCredentials,

    /// <summary>With a code that the user received by authorizing the application.</summary>
    AuthorizationCode,

    /// <summary>With the last refresh token of an earlier session.</summary>
    RefreshToken,
}
