using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Http;

/// <summary>What a request is answered.</summary>
internal sealed record Answer(int Status, byte[] Body, string ContentType = "application/json; charset=utf-8")
{
    public string? Challenge { get; init; }

    public int? RetryAfter { get; init; }

    public string? Location { get; init; }

    public string? Allow { get; init; }

    public static Answer Json(int status, JsonNode body) => new(status, SandboxJson.Bytes(body));

    public static Answer Error(int status, string text) => Json(status, SandboxJson.Error(text));

    public static Answer NotAllowed(string allow) => Error(405, "Método no permitido") with { Allow = allow };

    public static Answer Html(string page) => new(200, System.Text.Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8");
}
