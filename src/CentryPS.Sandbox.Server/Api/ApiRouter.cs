using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.OAuth;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>Takes a request to the endpoint that it is for, if its token may go there.</summary>
internal sealed class ApiRouter(SandboxOptions options, StoreRegistry stores, TokenIssuer issuer, OAuthApi oauth)
{
    private readonly Dictionary<string, ResourceApi> _resources = options.Resources.ToDictionary(
        resource => resource.Name,
        resource => new ResourceApi(resource, options));

    /// <summary>Does what a request asks for.</summary>
    /// <param name="request">The request, but for its body.</param>
    /// <param name="path">The path as sent.</param>
    /// <param name="body">The body as text.</param>
    public Answer Act(HttpRequest request, string path, string body) => path switch
    {
        "/oauth/token" => request.Method == "POST" ? oauth.Token(request.ContentType, body) : Answer.NotAllowed("POST"),
        "/oauth/authorize" => oauth.Authorize(request),
        _ => ResourcePath.TryParse(path) is { } named && _resources.TryGetValue(named.Resource, out var api)
            ? Act(request, api, named, body)
            : Answer.Error(404, "No existe esa dirección"),
    };

    private Answer Act(HttpRequest request, ResourceApi api, ResourcePath named, string body)
    {
        var (grant, problem) = issuer.Check(BearerToken(request));
        if (grant is null)
        {
            return new Answer(401, [])
            {
                Challenge = $"Bearer realm=\"Centry\", error=\"invalid_token\", error_description=\"{problem}\"",
            };
        }

        // A method that does not exist is told as such to whoever is signed in.
        if (api.ScopeOf(request.Method, named.Id) is { } scope && !grant.Has(scope))
        {
            return Answer.Error(403, $"Falta el alcance {scope}");
        }

        return AcceptHeader.TakesJson(request.Headers.Accept)
            ? api.Act(stores.Of(grant.Company)[named.Resource], request, named.Id, body)
            : Answer.Error(406, "Solo se entrega JSON");
    }

    private static string? BearerToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..] : null;
    }
}
