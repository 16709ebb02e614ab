namespace CentryPS.Models.Json;

/// <summary>
/// The application that signs in, as registered at Centry. A vault saves it as JSON, with the data of the sign-in.
/// </summary>
internal sealed record OAuthApplication
{
    /// <summary>The redirect URI with which Centry shows the code on the screen.</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    /// <summary>The id of the saved sign-in. A new sign-in under the same name has another id.</summary>
    public string? Id { get; init; }

    public string? BaseUri { get; init; }

    /// <summary>The name of a grant.</summary>
    public string? Grant { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>The redirect URI; null for <see cref="OutOfBand"/>.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>The scopes granted at sign-in, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>Returns only the type's name: the default would print secrets.</summary>
    public override string ToString() => nameof(OAuthApplication);
}
