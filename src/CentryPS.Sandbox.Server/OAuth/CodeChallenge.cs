using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>The code challenge (RFC 7636) of an authorization request.</summary>
/// <param name="Value">The challenge.</param>
/// <param name="Method">How the challenge is derived from the verifier: <c>S256</c> or <c>plain</c>.</param>
internal sealed record CodeChallenge(string Value, string Method)
{
    /// <summary>Parses the challenge; returns null if there is none.</summary>
    public static CodeChallenge? Read(IQueryCollection query) => query["code_challenge"].ToString() is { Length: > 0 } value
        ? new CodeChallenge(value, query["code_challenge_method"].ToString())
        : null;

    /// <summary>True if the method is supported. Doorkeeper has no default, although RFC 7636 does.</summary>
    public bool IsSupported => Method is "S256" or "plain";

    /// <summary>
    /// True if a verifier matches a challenge (RFC 7636, 4.6). As in Doorkeeper, a verifier without a
    /// challenge does not match.
    /// </summary>
    public static bool Matches(CodeChallenge? challenge, string? verifier) => challenge is null ? verifier is null
        : verifier is not null && challenge.Value == (challenge.Method == "S256" ? Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) : verifier);
}
