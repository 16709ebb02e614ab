namespace CentryPS.Models;

/// <summary>What <c>Test-CentrySession</c> finds of a session.</summary>
public sealed class CentrySessionHealth
{
    /// <summary>Whether Centry accepts its access token now.</summary>
    public bool IsValid { get; init; }

    /// <summary>The name under which the sign-in is saved; null where it is not.</summary>
    public string? Name { get; init; }

    /// <summary>The Centry that it talks to.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The company that the account belongs to; null where it has no object that says so, or none may be read.</summary>
    public string? CompanyId { get; init; }

    /// <summary>The client id of the application, where it is known.</summary>
    public string? ClientId { get; init; }

    /// <summary>The scopes granted, separated by spaces, where Centry says.</summary>
    public string? Scope { get; init; }

    /// <summary>When the access token expires, by this machine's clock, where Centry says.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What is wrong, or soon will be; null where nothing is.</summary>
    public string? Problem { get; init; }
}
