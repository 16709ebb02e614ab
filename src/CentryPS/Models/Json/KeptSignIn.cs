namespace CentryPS.Models.Json;

/// <summary>The application of a saved sign-in, as a vault keeps it in a JSON text of its own. It changes only when somebody signs in again.</summary>
internal sealed record KeptSignIn
{
    /// <summary>Identifies the sign-in: a new sign-in under the same name has another one.</summary>
    public string? Id { get; init; }

    public string? BaseUri { get; init; }

    /// <summary>The name of a grant.</summary>
    public string? Grant { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public string? RedirectUri { get; init; }

    /// <summary>The scopes granted when somebody signed in, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>Says nothing: a record would print its members.</summary>
    public override string ToString() => nameof(KeptSignIn);
}
