using System.Collections;
using CentryPS.Commands.Parameters;
using CentryPS.Models.Json;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>The metadata of a saved sign-in, which is not secret, so that a list reads no secrets.</summary>
internal static class SignInMetadata
{
    public static Hashtable Of(SavedSignIn application, bool isRefused) => new()
    {
        [nameof(CentrySignIn.BaseUri)] = application.BaseUri,
        [nameof(CentrySignIn.Grant)] = application.Grant,
        [nameof(CentrySignIn.ClientId)] = application.ClientId,
        [nameof(CentrySignIn.Scope)] = application.Scope ?? string.Empty,
        [nameof(CentrySignIn.IsRefused)] = isRefused.ToString(),
    };

    public static CentrySignIn ToSignIn(string name, string vault, IDictionary metadata)
    {
        return new()
        {
            Name = name,
            BaseUri = Uri.TryCreate(Find(nameof(CentrySignIn.BaseUri)), UriKind.Absolute, out var uri) ? uri : null,
            Grant = Enum.TryParse<CentryGrant>(Find(nameof(CentrySignIn.Grant)), out var grant) ? grant : null,
            ClientId = Find(nameof(CentrySignIn.ClientId)),
            Scope = Find(nameof(CentrySignIn.Scope)),
            IsRefused = Find(nameof(CentrySignIn.IsRefused)) == bool.TrueString,
            VaultName = vault,
        };

        string? Find(string key) =>
            metadata.Contains(key) && metadata[key].Unwrap() is string { Length: > 0 } text ? text : null;
    }
}
