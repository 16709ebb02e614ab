namespace CentryPS.Http.Pacing;

/// <summary>The known limits of a server.</summary>
/// <param name="PerSecond">The number of calls per second; null if no such limit is known.</param>
/// <param name="InFlight">The number of concurrent calls; null if no such limit is known.</param>
internal sealed record PaceLimits(double? PerSecond, int? InFlight)
{
    /// <summary>The ratio from which a change of a limit is reported.</summary>
    private const double Difference = 1.25;

    /// <summary>True if the limits do not differ enough to be reported.</summary>
    public bool IsLike(PaceLimits? other) => IsLikeInRate(other) && IsLikeInFlight(other);

    /// <inheritdoc cref="IsLike(PaceLimits?)"/>
    public bool IsLikeInRate(PaceLimits? other) => IsLike(PerSecond, other?.PerSecond);

    /// <inheritdoc cref="IsLike(PaceLimits?)"/>
    public bool IsLikeInFlight(PaceLimits? other) => IsLike(InFlight, other?.InFlight);

    private static bool IsLike(double? left, double? right) => left is null || right is null
        ? left == right
        : left < right * Difference && right < left * Difference;
}
