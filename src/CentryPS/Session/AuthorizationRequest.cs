using System.Security.Cryptography;
using System.Text;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Session;

/// <summary>
/// An authorization request (RFC 6749, 4.1) with its own state and proof key (PKCE, RFC 7636), which checks the
/// response. A server that does not support proof keys ignores the key.
/// </summary>
internal sealed class AuthorizationRequest(OAuthApplication application, ServerUri server, string scope)
{
    private readonly string _state = RandomText();

    /// <summary>The proof key; only the token endpoint receives it.</summary>
    public string CodeVerifier { get; } = RandomText();

    /// <summary>The page on which the user authorizes the application.</summary>
    /// <exception cref="CentryException">The URI is too long.</exception>
    public Uri Uri => Page(
        new("state", _state),
        new("code_challenge", Base64Url(Encoding.ASCII.GetBytes(CodeVerifier).HashSha256())),
        new("code_challenge_method", "S256"));

    /// <summary>
    /// The page without state and proof key, for error messages; its code can be used with <c>-AuthorizationCode</c>.
    /// </summary>
    public Uri PlainUri => Page();

    /// <summary>
    /// True if a query is a response to this request: it has the state, which no other page can know (RFC 6749, 10.12).
    /// </summary>
    public bool IsAnsweredBy(string query) => QueryText.Read(query, "state") is { } state
        && state.Length == _state.Length && FixedTime.StartsWith(state, _state);

    /// <summary>
    /// True if the query of an address that the user pasted can be a response to this request. The address of the page
    /// that shows a code on the screen has no state (Doorkeeper).
    /// </summary>
    public bool CanBeAnsweredBy(string query) => IsAnsweredBy(query)
        || (application.RedirectUri == OAuthApplication.OutOfBand && QueryText.Read(query, "state") is null);

    public static bool IsError(string query) => QueryText.Read(query, "error") is not null;

    /// <summary>Reads the code of a response (RFC 6749, 4.1.2).</summary>
    /// <exception cref="CentryException">The response is an error, or has no code.</exception>
    public static string ReadCode(string query)
    {
        if (QueryText.Read(query, "error") is { } error)
        {
            var description = QueryText.Read(query, "error_description");
            var reason = TerminalText.Show(description is null ? error : $"{error}: {description}");
            throw new CentryException(CentryErrorCode.AuthenticationFailed, Messages.AuthorizationRefused.With(reason))
            {
                ServerError = error,
                Advice = error == "access_denied" ? Messages.AuthorizationDeniedAdvice : null,
            };
        }

        return QueryText.Read(query, "code") is { Length: > 0 } code ? code
            : throw new CentryException(CentryErrorCode.InvalidResponse, Messages.AuthorizationWithoutCode);
    }

    // RFC 6749, 4.1.1.
    private Uri Page(params KeyValuePair<string, string?>[] more) => server.Resolve("oauth/authorize" + QueryText.Of(
    [
        new("client_id", application.ClientId),
        new("redirect_uri", application.RedirectUri),
        new("response_type", "code"),
        new("scope", scope),
        .. more,
    ]));

    // 32 random bytes in 43 characters: RFC 7636, 4.1.
    private static string RandomText()
    {
        using var random = RandomNumberGenerator.Create();
        var bytes = new byte[32];
        random.GetBytes(bytes);
        return Base64Url(bytes);
    }

    // RFC 7636, appendix A.
    private static string Base64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
