using System.Net;
using CentryPS.Sandbox.Server.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>The page <c>/oauth/authorize</c>, on which a user authorizes or rejects an application.</summary>
internal sealed class AuthorizationPage(TokenIssuer issuer, SandboxOptions options, IReadOnlyList<Application> applications)
{
    // The form sends a DELETE as a POST with this field, as Rails forms do.
    private const string DenyBody = "_method=delete";

    private const string DeniedMessage = "The resource owner or authorization server denied the request.";

    public ApiResponse Handle(HttpRequest request, string body)
    {
        var query = request.Query;
        var redirectUri = query["redirect_uri"].ToString();
        var client = applications.FirstOrDefault(application => application.Id == query["client_id"]);
        var scope = Scopes.Resolve(query["scope"], Scopes.All, Scopes.Default);
        var challenge = options.KnowsProofKeys ? CodeChallenge.Read(query) : null;
        var isSupported = challenge is null or { IsSupported: true };
        if (client is null || scope is null || !RedirectUri.IsAllowed(redirectUri) || !isSupported)
        {
            var problem = client is null ? "Ese <code>client_id</code> no está registrado."
                : scope is null ? "Uno de los alcances pedidos no existe."
                : !isSupported ? "El <code>code_challenge_method</code> debe ser <code>S256</code> o <code>plain</code>."
                : "Ese <code>redirect_uri</code> no está registrado.";
            return Page("No se puede autorizar", $"<p>{problem}</p>") with { Status = 400 };
        }

        return (request.Method, body == DenyBody) switch
        {
            ("GET", _) => AuthorizationForm(scope),
            ("DELETE", _) or ("POST", true) => Deny(redirectUri, query["state"]),
            ("POST", _) => SendCode(
                issuer.IssueCode(new Grant(client.Id, client.Company, scope), redirectUri, challenge),
                redirectUri,
                query["state"]),
            _ => ApiResponse.NotAllowed("GET, POST, DELETE"),
        };
    }

    private static ApiResponse AuthorizationForm(string scope) => Page(
        "Autorizar",
        $"<p>La aplicación pide: <b>{WebUtility.HtmlEncode(scope)}</b></p><form method=\"post\"><button>Autorizar</button> <button name=\"_method\" value=\"delete\">Rechazar</button></form>");

    private static ApiResponse SendCode(string code, string redirectUri, string? state) =>
        redirectUri == RedirectUri.OutOfBand
            ? Page("Su código", $"<p>Copie este código:</p><code>{code}</code>")
            : Redirect(redirectUri, state, new() { ["code"] = code });

    private static ApiResponse Deny(string redirectUri, string? state) => redirectUri == RedirectUri.OutOfBand
        ? Page("No se autorizó", $"<p>{DeniedMessage}</p>")
        : Redirect(redirectUri, state, new() { ["error"] = "access_denied", ["error_description"] = DeniedMessage });

    private static ApiResponse Redirect(string redirectUri, string? state, Dictionary<string, string?> response)
    {
        _ = string.IsNullOrEmpty(state) || response.TryAdd("state", state);
        return new ApiResponse(302, []) { Location = QueryHelpers.AddQueryString(redirectUri, response) };
    }

    private static ApiResponse Page(string title, string content) =>
        ApiResponse.Html($"<!doctype html><html lang=\"es\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1>{content}</html>");
}
