using System.Net;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>The page on which a user lets an application in, <c>/oauth/authorize</c>.</summary>
internal sealed class AuthorizationPage(TokenIssuer issuer, IReadOnlyList<Application> applications)
{
    public Answer Answer(HttpRequest request)
    {
        var query = request.Query;
        var redirectUri = query["redirect_uri"].ToString();
        var client = applications.FirstOrDefault(application => application.Id == query["client_id"]);
        var scope = Scopes.Choose(query["scope"], Scopes.All, Scopes.Default);
        if (client is null || scope is null || !RedirectUri.IsAllowed(redirectUri))
        {
            var problem = client is null ? "Ese <code>client_id</code> no está registrado."
                : scope is null ? "Uno de los alcances pedidos no existe."
                : "Ese <code>redirect_uri</code> no está registrado.";
            return Page("No se puede autorizar", $"<p>{problem}</p>") with { Status = 400 };
        }

        return request.Method switch
        {
            "GET" => Page("Autorizar", $"<p>La aplicación pide: <b>{WebUtility.HtmlEncode(scope)}</b></p><form method=\"post\"><button>Autorizar</button></form>"),
            "POST" => Give(issuer.IssueCode(new Grant(client.Id, client.Company, scope), redirectUri), redirectUri, query["state"].ToString()),
            _ => Http.Answer.NotAllowed("GET, POST"),
        };
    }

    private static Answer Give(string code, string redirectUri, string state)
    {
        if (redirectUri == RedirectUri.OutOfBand)
        {
            return Page("Su código", $"<p>Copie este código:</p><code>{code}</code>");
        }

        var query = state.Length == 0 ? $"code={code}" : $"code={code}&state={Uri.EscapeDataString(state)}";
        return new Answer(302, []) { Location = new UriBuilder(redirectUri) { Query = query }.Uri.AbsoluteUri };
    }

    private static Answer Page(string title, string content) =>
        Http.Answer.Html($"<!doctype html><html lang=\"es\"><meta charset=\"utf-8\"><title>{title}</title><h1>{title}</h1>{content}</html>");
}
