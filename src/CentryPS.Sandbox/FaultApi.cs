using System.Text.Json;
using System.Text.Json.Serialization;

namespace CentryPS.Sandbox;

/// <summary>Faults over HTTP: <c>POST</c>, <c>GET</c> and <c>DELETE /sandbox/faults</c>, and a header for one request.</summary>
internal static class FaultApi
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static Answer Handle(FaultPlan faults, string method, string body)
    {
        try
        {
            if (method == "POST")
            {
                Array.ForEach(JsonSerializer.Deserialize<Fault[]>(body, Options) ?? [], faults.Add);
            }
        }
        catch (JsonException exception)
        {
            return Answer.Error(400, exception.Message);
        }

        if (method == "DELETE")
        {
            faults.Clear();
        }

        return new Answer(200, JsonSerializer.SerializeToUtf8Bytes(faults.Left, Options));
    }

    public static Fault? FromHeader(string? kind) => kind is { Length: > 0 }
        && Enum.TryParse<FaultKind>(kind.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var parsed)
            ? new Fault { Kind = parsed }
            : null;
}
