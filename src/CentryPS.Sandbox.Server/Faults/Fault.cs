using System.Text.Json.Serialization;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>A fault, and the requests that meet it.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    [JsonPropertyName("fault")]
    public required FaultKind Kind { get; init; }

    /// <summary>How many requests meet it; ignored where there is a probability.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The share of requests that meet it, from 0 to 1.</summary>
    public double? Probability { get; init; }

    /// <summary>Only requests with this method.</summary>
    public string? Method { get; init; }

    /// <summary>Only requests whose path has this in it.</summary>
    public string? Path { get; init; }

    /// <summary>The status, for <see cref="FaultKind.Status"/>.</summary>
    public int Status { get; init; } = 503;

    /// <summary>Seconds of a <c>Retry-After</c> header, for <see cref="FaultKind.Status"/>.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>How long it stalls.</summary>
    public double Seconds { get; init; } = 30;

    /// <summary>
    /// Whether a change is made, for <see cref="FaultKind.OtherObject"/> (if null, it is) and <see cref="FaultKind.StaleAnswer"/>
    /// (if null, it is not).
    /// </summary>
    public bool? Applied { get; init; }

    /// <summary>What of it no request could ever meet, or no answer have; null where all is well.</summary>
    [JsonIgnore]
    public string? Problem => Times < 1 ? "times: 1..."
        : Probability is < 0 or > 1 or double.NaN ? "probability: 0...1"
        : Method is not null && !FaultTarget.Methods(Kind).Contains(Method.ToUpperInvariant()) ? $"method: {string.Join(", ", FaultTarget.Methods(Kind))}"
        : Status is < 200 or > 599 or 204 or 205 or 304 ? "status: 200...599, that of an answer with a body"
        : RetryAfter < 0 ? "retry_after: 0..."
        : Seconds is < 0 or > 86_400 or double.NaN ? "seconds: 0...86400"
        : null;
}
