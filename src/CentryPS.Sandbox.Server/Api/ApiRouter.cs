using CentryPS.Sandbox.Server.Faults;
using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.OAuth;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>A router that passes a request to its endpoint if the token of the request allows it.</summary>
internal sealed class ApiRouter(
    SandboxOptions options,
    StoreRegistry stores,
    TokenIssuer issuer,
    IReadOnlyList<Application> applications)
{
    private readonly OAuthApi _oauth = new(issuer, options, applications);
    private readonly AuthorizationPage _page = new(issuer, options, applications);
    private readonly RateLimit _limit = new(options.Rate, options.Burst ?? Math.Max(1, options.Rate ?? 1), options.Time);
    private readonly Dictionary<string, ResourceApi> _resources =
        options.Resources.Select(resource => new ResourceApi(resource, options)).ToDictionary(api => api.Route);

    /// <summary>Carries out a request and returns the response.</summary>
    /// <param name="request">The request without its body.</param>
    /// <param name="path">The path, as sent.</param>
    /// <param name="body">The body as text.</param>
    /// <param name="fault">The fault to apply, which may falsify the response; null for none.</param>
    public ApiResponse Handle(HttpRequest request, string path, string body, Fault? fault) => (request.Method, path) switch
    {
        ("POST", "/oauth/token") => _oauth.Token(request, body),
        ("GET", "/oauth/token/info") => _oauth.Info(BearerToken(request)),
        ("POST", "/oauth/revoke") => _oauth.Revoke(request, body),
        (_, "/oauth/authorize") => _page.Handle(request, body),
        _ => ResourcePath.TryParse(path) is { } resourcePath && _resources.TryGetValue(resourcePath.Route, out var api)
            ? Handle(request, api, resourcePath, body, fault)
            : ApiResponse.Error(404, "No existe esa dirección"),
    };

    private ApiResponse Handle(HttpRequest request, ResourceApi api, ResourcePath resourcePath, string body, Fault? fault)
    {
        var (token, problem) = issuer.Check(BearerToken(request));
        if (token is null)
        {
            return OAuthError.Token(problem);
        }

        // An unsupported method requires no scope, so that the response is 405.
        if (api.RequiredScope(request.Method, resourcePath) is { } scope && !token.Grant.Has(scope))
        {
            return OAuthError.Forbidden;
        }

        if (!_limit.Allows(token.Grant.Company))
        {
            return ApiResponse.Error(429, "Demasiadas solicitudes");
        }

        return resourcePath.IsJson && AcceptHeader.AcceptsJson(request.Headers.Accept)
            ? new FalseResponse(
                request,
                resourcePath,
                body,
                (target, sent) => api.Handle(stores.ForCompany(token.Grant.Company), request, target, sent)).Apply(fault)
            : ApiResponse.Error(406, "Solo se entrega JSON");
    }

    private static string? BearerToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..] : null;
    }
}
