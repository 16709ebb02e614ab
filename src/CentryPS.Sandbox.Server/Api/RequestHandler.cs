using CentryPS.Sandbox.Server.Deliveries;
using CentryPS.Sandbox.Server.Faults;
using CentryPS.Sandbox.Server.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>A handler that records each request, applies faults and passes the request to its endpoint.</summary>
internal sealed class RequestHandler(SandboxServer server, SandboxOptions options, ApiRouter router, CancellationToken stopping)
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var path = target.Split('?', 2)[0];
        var body = await ReadAsync(context);
        Record(request, target, path, body);
        if (path == FaultApi.Path)
        {
            await FaultApi.Handle(server.Faults, request.Method, body).WriteAsync(context);
        }
        else if (path == DeliveryLog.Path)
        {
            await server.Log.Handle(request.Method).WriteAsync(context);
        }
        else if (FaultApi.TryFromHeader(request.Headers[FaultApi.Header].ToString(), request.Method, target, out var fault))
        {
            fault ??= server.Faults.Take(request.Method, target);
            await Task.Delay(options.Latency, stopping);
            await FaultedResponse.WriteAsync(context, fault, () => router.Handle(request, path, body, fault), stopping);
        }
        else
        {
            await ApiResponse.Error(400, "No existe esa falla para esta solicitud").WriteAsync(context);
        }
    }

    private async Task<string> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return string.Empty;
        }

        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(stopping);
    }

    private void Record(HttpRequest request, string target, string path, string body)
    {
        if (request.Method == "POST" && path == "/oauth/token")
        {
            server.CountTokenRequest();
        }

        if (options.RecordRequests)
        {
            var headers = request.Headers.ToDictionary(
                header => header.Key,
                header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase);
            server.Record(new RecordedRequest(request.Method, target, headers, body));
        }
    }
}
