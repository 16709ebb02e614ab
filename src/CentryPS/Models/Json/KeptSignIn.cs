using System.Text.Json.Serialization;
using CentryPS.Session;

namespace CentryPS.Models.Json;

/// <summary>A sign-in as a vault keeps it, as one JSON text. There is no access token in it.</summary>
internal sealed record KeptSignIn
{
    /// <summary>Which sign-in it is: renewals leave it, a new sign-in under the same name changes it.</summary>
    public string? Id { get; init; }

    /// <summary>How often this sign-in was written; the greater is the newer.</summary>
    public int Number { get; init; }

    public string? BaseUri { get; init; }

    /// <summary>The name of a grant.</summary>
    public string? Grant { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public string? RedirectUri { get; init; }

    public string? Scope { get; init; }

    /// <summary>The last one received; null where the grant has none, and once Centry has refused it.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Whether Centry has refused it, which only a new sign-in mends.</summary>
    [JsonIgnore]
    public bool IsRefused => RefreshToken is null && Grant is { } grant && grant != nameof(CentryGrant.ClientCredentials);

    /// <summary>Says nothing: a record would print its members.</summary>
    public override string ToString() => nameof(KeptSignIn);
}
