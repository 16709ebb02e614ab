using System.Collections;
using System.Text.RegularExpressions;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>A saved sign-in, as <c>Get-CentrySignIn</c> outputs it. Its properties contain no secrets.</summary>
public sealed class CentrySignIn
{
    // A valid secret name in every vault.
    private static readonly Regex ValidName = new(
        @"^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}\z",
        RegexOptions.CultureInvariant);

    private static readonly Regex Token = new("^[0-9a-fA-F]{32,}$", RegexOptions.CultureInvariant);

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

    internal static bool IsValidName(string? name) =>
        ValidName.IsMatch(name ?? string.Empty) && !Token.IsMatch(name!);

    internal static string CheckName(string? name, string? advice = null)
    {
        var message = Token.IsMatch(name ?? string.Empty)
            ? Messages.NameLooksLikeToken // which must not show it
            : Messages.InvalidSignInName.With(TerminalText.Show(name ?? string.Empty));
        return IsValidName(name) ? name! : throw new CentryException(CentryErrorCode.InvalidRequest, message, advice);
    }

    /// <summary>Returns the metadata of the secret, which a vault can list without reading secrets.</summary>
    internal static Hashtable ToMetadata(OAuthApplication application, bool isRefused) => new()
    {
        [nameof(BaseUri)] = application.BaseUri,
        [nameof(Grant)] = application.Grant,
        [nameof(ClientId)] = application.ClientId,
        [nameof(Scope)] = application.Scope ?? string.Empty,
        [nameof(IsRefused)] = isRefused.ToString(),
    };

    internal static CentrySignIn Of(string name, string vault, IDictionary metadata)
    {
        return new()
        {
            Name = name,
            BaseUri = Uri.TryCreate(Find(nameof(BaseUri)), UriKind.Absolute, out var uri) ? uri : null,
            Grant = Enum.TryParse<CentryGrant>(Find(nameof(Grant)), out var grant) ? grant : null,
            ClientId = Find(nameof(ClientId)),
            Scope = Find(nameof(Scope)),
            IsRefused = Find(nameof(IsRefused)) == bool.TrueString,
            VaultName = vault,
        };

        string? Find(string key) =>
            metadata.Contains(key) && metadata[key]?.ToString() is { Length: > 0 } text ? text : null;
    }
}
