using CentryPS.Sandbox.Server.Faults;
using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.OAuth;
using CentryPS.Sandbox.Server.Resources;
using Microsoft.AspNetCore.Http.Features;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>Takes each request through the log, the faults and the endpoint that it is for.</summary>
internal sealed class RequestHandler(
    SandboxServer server,
    SandboxOptions options,
    TokenIssuer issuer,
    OAuthApi oauth,
    CancellationToken stopping)
{
    private const string ApiRoot = "/conexion/v1/";

    private readonly Dictionary<string, (ResourceApi Api, string Read, string Write)> _resources = new()
    {
        ["webhooks"] = (new(server.Webhooks, options, ObjectRules.Webhook, ObjectRules.CompleteWebhook), "read_webhook", "write_webhook"),
        ["orders"] = (new(server.Orders, options, ObjectRules.Order, ObjectRules.CompleteOrder), "read_orders", "write_orders"),
        ["products"] = (new(server.Products, options, check: null), "read_products", "write_products"),
    };

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var body = await ReadAsync(context);
        Record(request, target, body);
        if (PathOf(target) == FaultApi.Path)
        {
            await WriteAsync(context, FaultApi.Handle(server.Faults, request.Method, body));
        }
        else if (FaultApi.TryFromHeader(request.Headers[FaultApi.Header].ToString(), out var fault))
        {
            fault ??= server.Faults.Take(request.Method, target);
            await AnswerAsync(context, fault, () => Answer(request, target, body));
        }
        else
        {
            await WriteAsync(context, Http.Answer.Error(400, "No existe esa falla"));
        }
    }

    private static string PathOf(string target) => target.Split('?', 2)[0];

    private async Task<string> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return string.Empty;
        }

        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(stopping);
    }

    private void Record(HttpRequest request, string target, string body)
    {
        if (request.Method == "POST" && PathOf(target) == "/oauth/token")
        {
            server.CountTokenRequest();
        }

        if (options.RecordRequests)
        {
            var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            server.Record(new RecordedRequest(request.Method, target, headers, body));
        }
    }

    private static async Task WriteAsync(HttpContext context, Answer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.Body.Length > 0 ? answer.ContentType : null;
        response.Headers.WWWAuthenticate = answer.Challenge;
        response.Headers.Location = answer.Location;
        response.Headers.Allow = answer.Allow;
        response.Headers.RetryAfter = answer.RetryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body);
    }

    private async Task AnswerAsync(HttpContext context, Fault? fault, Func<Answer> act)
    {
        await Task.Delay(options.Latency, stopping);
        switch (fault?.Kind)
        {
            case null:
                await WriteAsync(context, act());
                break;
            case FaultKind.Status:
                await WriteAsync(context, Http.Answer.Error(fault.Status, "Falla ensayada") with { RetryAfter = fault.RetryAfter });
                break;
            case FaultKind.Html:
                await WriteAsync(context, Http.Answer.Html("<html><body>Mantención</body></html>"));
                break;
            case FaultKind.Empty:
                act();
                await WriteAsync(context, new Answer(200, []));
                break;
            case FaultKind.HalfJson:
                var whole = act();
                await WriteAsync(context, whole with { Status = 200, Body = whole.Body[..(whole.Body.Length / 2)] });
                break;
            case FaultKind.Cut:
                await CutAsync(context, act());
                break;
            default:
                await DropAsync(context, fault, act);
                break;
        }
    }

    private async Task DropAsync(HttpContext context, Fault fault, Func<Answer> act)
    {
        if (fault.Kind is FaultKind.DropAfter or FaultKind.StallAfter)
        {
            act();
        }

        if (fault.Kind is FaultKind.Stall or FaultKind.StallAfter)
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
            await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), gone.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        context.Abort();
    }

    // Kestrel closes after a body that is too short; an abort would overtake the bytes that are on their way.
    private static async Task CutAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
    }

    private Answer Answer(HttpRequest request, string target, string body)
    {
        var path = PathOf(target);
        if (path == "/oauth/token")
        {
            return request.Method == "POST" ? oauth.Token(request.ContentType, body) : Http.Answer.NotAllowed("POST");
        }

        if (path == "/oauth/authorize")
        {
            return oauth.Authorize(request);
        }

        // The id is read from the path as sent: ASP.NET would have unescaped it.
        var parts = path.StartsWith(ApiRoot, StringComparison.Ordinal) ? path[ApiRoot.Length..].Split('/') : [];
        var name = parts.Length == 1 ? WithoutJson(parts[0]) : parts.FirstOrDefault() ?? string.Empty;
        if (parts.Length is 0 or > 2 || !_resources.TryGetValue(name, out var resource))
        {
            return Http.Answer.Error(404, "No existe esa dirección");
        }

        var id = parts.Length == 2 ? Uri.UnescapeDataString(WithoutJson(parts[1])) : null;
        var scope = request.Method == "GET" ? resource.Read : resource.Write;
        return Refuse(request, resource.Api.Has(request.Method, id) ? scope : null)
            ?? resource.Api.Handle(request, id, body);
    }

    private Answer? Refuse(HttpRequest request, string? scope)
    {
        var header = request.Headers.Authorization.ToString();
        var (granted, problem) = issuer.Check(header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..] : null);
        if (granted is null)
        {
            return new Answer(401, [])
            {
                Challenge = $"Bearer realm=\"Centry\", error=\"invalid_token\", error_description=\"{problem}\"",
            };
        }

        // A method that does not exist is told as such to whoever is signed in.
        if (scope is not null && !granted.Split(' ').Contains(scope))
        {
            return Http.Answer.Error(403, $"Falta el alcance {scope}");
        }

        return AcceptHeader.TakesJson(request.Headers.Accept)
            ? null
            : Http.Answer.Error(406, "Solo se entrega JSON");
    }

    private static string WithoutJson(string segment) =>
        segment.EndsWith(".json", StringComparison.Ordinal) ? segment[..^5] : segment;
}
