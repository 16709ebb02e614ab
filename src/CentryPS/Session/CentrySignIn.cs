namespace CentryPS.Session;

/// <summary>A sign-in that a vault keeps, as <c>Get-CentrySignIn</c> shows it. Nothing in it is secret.</summary>
public sealed class CentrySignIn
{
    /// <summary>The name under which it is kept, for <c>Connect-Centry -Name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The Centry that it signs in at.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>How it was signed in.</summary>
    public CentryGrant? Grant { get; init; }

    /// <summary>The application's id.</summary>
    public string? ClientId { get; init; }

    /// <summary>The scopes, separated by spaces; those granted, where Centry said.</summary>
    public string? Scope { get; init; }

    /// <summary>Whether Centry has refused its refresh token: it works again once somebody signs in anew.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The vault that keeps it.</summary>
    public required string VaultName { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
