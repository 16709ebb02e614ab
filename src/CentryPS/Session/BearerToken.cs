namespace CentryPS.Session;

/// <summary>The form of an access token.</summary>
internal static class BearerToken
{
    /// <summary>Whether it can stand in a header: visible ASCII without spaces (RFC 6749, appendix A.12).</summary>
    public static bool IsWellFormed(string? token) =>
        !string.IsNullOrEmpty(token) && token!.All(character => character is > ' ' and < '\x7f');
}
