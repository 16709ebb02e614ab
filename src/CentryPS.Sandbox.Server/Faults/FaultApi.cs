using System.Text.Json;
using System.Text.Json.Serialization;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>
/// The HTTP API for faults: <c>POST</c>, <c>GET</c> and <c>DELETE /sandbox/faults</c>, and a header for one request.
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

    public static ApiResponse Handle(FaultPlan faults, string method, string body)
    {
        switch (method)
        {
            case "GET":
                break;
            case "POST":
                if (TryRead(body, out var problem) is not { } added)
                {
                    return ApiResponse.Error(400, "Se espera un arreglo JSON de fallas: " + problem);
                }

                Array.ForEach(added, faults.Add);
                break;
            case "DELETE":
                faults.Clear();
                break;
            default:
                return ApiResponse.NotAllowed("GET, POST, DELETE");
        }

        return new ApiResponse(200, JsonSerializer.SerializeToUtf8Bytes(faults.Left, Options));
    }

    /// <summary>
    /// Parses the header; returns false if no fault has this name, or if the fault cannot apply to the request.
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
