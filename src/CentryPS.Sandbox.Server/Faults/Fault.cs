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
}
