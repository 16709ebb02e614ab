namespace CentryPS.Session;

/// <summary>A saved sign-in, as <c>Get-CentrySignIn</c> outputs it. Its properties contain no secrets.</summary>
public sealed class CentrySignIn
{
    /// <summary>The name, for <c>Connect-Centry -Name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The base URI of Centry.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The way the user signed in.</summary>
    public CentryGrant? Grant { get; init; }

    /// <summary>The client id of the application.</summary>
    public string? ClientId { get; init; }

    /// <summary>The scopes, separated by spaces; the granted ones if Centry returned them.</summary>
    public string? Scope { get; init; }

    /// <summary>True if Centry has rejected the refresh token, so that the user has to sign in again.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The vault in which the sign-in is saved.</summary>
    public required string VaultName { get; init; }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
