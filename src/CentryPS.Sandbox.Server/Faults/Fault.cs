using System.Text.Json.Serialization;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>A fault and the requests to which it applies.</summary>
public sealed record Fault
{
    /// <summary>The kind of fault.</summary>
    [JsonPropertyName("fault")]
    public required FaultKind Kind { get; init; }

    /// <summary>The number of requests to which the fault applies; ignored if there is a probability.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The probability, from 0 to 1, that the fault applies to a request.</summary>
    public double? Probability { get; init; }

    /// <summary>The method of the requests; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>A text that the path of the requests contains; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>The HTTP status, for <see cref="FaultKind.Status"/>.</summary>
    public int Status { get; init; } = 503;

    /// <summary>The seconds in the <c>Retry-After</c> header, for <see cref="FaultKind.Status"/>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The seconds of a stall.</summary>
    public double Seconds { get; init; } = 30;

    /// <summary>
    /// True if the change is applied, for <see cref="FaultKind.OtherObject"/> (null: true) and
    /// <see cref="FaultKind.StaleAnswer"/> (null: false).
    /// </summary>
    public bool? Applied { get; init; }

    /// <summary>
    /// The first property with an invalid value, followed by its valid values; null if all values are valid.
    /// </summary>
    [JsonIgnore]
    public string? Problem => Times < 1 ? "times: 1..."
        : Probability is < 0 or > 1 or double.NaN ? "probability: 0...1"
        : Method is not null && !FaultTarget.Methods(Kind).Contains(Method.ToUpperInvariant()) ? $"method: {string.Join(", ", FaultTarget.Methods(Kind))}"
        : Status is < 200 or > 599 or 204 or 205 or 304 ? "status: 200...599, of a response with a body"
        : RetryAfter < 0 ? "retry_after: 0..."
        : Seconds is < 0 or > 86_400 or double.NaN ? "seconds: 0...86400"
        : null;
}
