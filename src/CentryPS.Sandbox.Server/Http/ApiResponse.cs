using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Http;

/// <summary>An HTTP response.</summary>
internal sealed record ApiResponse(int Status, byte[] Body, string ContentType = "application/json; charset=utf-8")
{
    public string? Challenge { get; init; }

    public int? RetryAfter { get; init; }

    public string? Location { get; init; }

    public string? Allow { get; init; }

    /// <summary>True to forbid caching, as Doorkeeper does for tokens and errors.</summary>
    public bool IsUncached { get; init; }

    public static ApiResponse Json(int status, JsonNode body) => new(status, SandboxJson.Bytes(body));

    public static ApiResponse Error(int status, string text) => Json(status, SandboxJson.Error(text));

    public static ApiResponse NotAllowed(string allow) => Error(405, "Método no permitido") with { Allow = allow };

    public static ApiResponse Html(string page) => new(200, System.Text.Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8");

    /// <summary>Returns a copy that forbids caching, with a <c>WWW-Authenticate</c> challenge.</summary>
    public ApiResponse Uncached(string? challenge = null) => this with { IsUncached = true, Challenge = challenge };

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = Body.Length > 0 ? ContentType : null;
        response.Headers.WWWAuthenticate = Challenge;
        response.Headers.CacheControl = IsUncached ? "no-store" : null;
        response.Headers.Pragma = IsUncached ? "no-cache" : null;
        response.Headers.Location = Location;
        response.Headers.Allow = Allow;
        response.Headers.RetryAfter = RetryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body);
    }

    /// <summary>Sends half of the body and closes the connection.</summary>
    // Kestrel closes the connection after a body that is too short; an abort could discard bytes already written.
    public async Task CutAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Body.Length;
        await context.Response.Body.WriteAsync(Body.AsMemory(0, Body.Length / 2));
    }
}
