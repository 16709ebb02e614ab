namespace CentryPS.Models.Json;

/// <summary>The application of a saved sign-in, as JSON in the vault. It changes only with a new sign-in.</summary>
internal sealed record SavedSignIn
{
    /// <summary>The id of the sign-in. A new sign-in under the same name has another id.</summary>
    public string? Id { get; init; }

    public string? BaseUri { get; init; }

    /// <summary>The name of a grant.</summary>
    public string? Grant { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public string? RedirectUri { get; init; }

    /// <summary>The scopes granted at sign-in, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>Returns only the type's name: the default would print secrets.</summary>
    public override string ToString() => nameof(SavedSignIn);
}
