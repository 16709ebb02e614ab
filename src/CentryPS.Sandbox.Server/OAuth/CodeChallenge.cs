using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>The challenge of a proof key (RFC 7636), as it was sent with the request for a code.</summary>
/// <param name="Value">The challenge.</param>
/// <param name="Method">How it is made of the verifier: <c>S256</c>, or <c>plain</c>.</param>
internal sealed record CodeChallenge(string Value, string Method)
{
    /// <summary>Reads it; null where none was sent.</summary>
    public static CodeChallenge? Read(IQueryCollection query) => query["code_challenge"].ToString() is { Length: > 0 } value
        ? new CodeChallenge(value, query["code_challenge_method"].ToString())
        : null;

    /// <summary>Whether there is a way to check it. Doorkeeper wants the method to be named, though RFC 7636 has a default.</summary>
    public bool IsKnown => Method is "S256" or "plain";

    /// <summary>Whether a verifier is the one of a challenge (RFC 7636, 4.6); Doorkeeper refuses one for a code without a challenge too.</summary>
    public static bool IsMet(CodeChallenge? challenge, string? verifier) => challenge is null ? verifier is null
        : verifier is not null && challenge.Value == (challenge.Method == "S256" ? Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) : verifier);
}
