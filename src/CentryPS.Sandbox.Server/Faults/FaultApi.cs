using System.Text.Json;
using System.Text.Json.Serialization;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>
/// Manages faults over HTTP: <c>POST</c>, <c>GET</c> and <c>DELETE /sandbox/faults</c>, and a header for one request.
/// </summary>
internal static class FaultApi
{
    public const string Path = "/sandbox/faults";
    public const string Header = "X-Sandbox-Fault";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static Answer Handle(FaultPlan faults, string method, string body)
    {
        switch (method)
        {
            case "GET":
                break;
            case "POST":
                if (TryRead(body, out var problem) is not { } added)
                {
                    return Answer.Error(400, "Se espera un arreglo JSON de fallas: " + problem);
                }

                Array.ForEach(added, faults.Add);
                break;
            case "DELETE":
                faults.Clear();
                break;
            default:
                return Answer.NotAllowed("GET, POST, DELETE");
        }

        return new Answer(200, JsonSerializer.SerializeToUtf8Bytes(faults.Left, Options));
    }

    /// <summary>
    /// Parses the header; returns false if there is no such fault, or if it cannot apply to the request.
    /// </summary>
    public static bool TryFromHeader(string name, string method, string target, out Fault? fault)
    {
        fault = name.Length > 0 ? TryRead(new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["fault"] = name }).ToJsonString(), out _)?[0] : null;
        return name.Length == 0 || (fault is not null && FaultTarget.AppliesTo(fault.Kind, method, target));
    }

    private static Fault[]? TryRead(string body, out string? problem)
    {
        try
        {
            Fault?[] faults = JsonSerializer.Deserialize<Fault?[]>(body, Options) ?? [null];
            problem = faults
                .Select((fault, i) => fault is null ? "null" : fault.Problem is { } text ? $"$[{i}].{text}" : null)
                .FirstOrDefault(text => text is not null);
            return problem is null ? [.. faults.OfType<Fault>()] : null;
        }
        catch (JsonException exception)
        {
            problem = exception.Message;
            return null;
        }
    }
}
