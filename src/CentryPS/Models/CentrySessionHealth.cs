namespace CentryPS.Models;

/// <summary>The result of <c>Test-CentrySession</c>.</summary>
public sealed class CentrySessionHealth
{
    /// <summary>True if Centry accepts the session's access token now.</summary>
    public bool IsValid { get; init; }

    /// <summary>The name under which the sign-in is saved; null if it is not saved.</summary>
    public string? Name { get; init; }

    /// <summary>The base URI of the session's Centry.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The company of the account; null if no object names it or none can be read.</summary>
    public string? CompanyId { get; init; }

    /// <summary>The client id of the application; null if unknown.</summary>
    public string? ClientId { get; init; }

    /// <summary>The granted scopes, separated by spaces; null if unknown.</summary>
    public string? Scope { get; init; }

    /// <summary>The time at which the access token expires, by this machine's clock; null if unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The problem that exists or is about to arise; null if there is none.</summary>
    public string? Problem { get; init; }
}
