namespace CentryPS.Http.Pacing;

/// <summary>What is known of a server's limits.</summary>
/// <param name="PerSecond">How many calls a second it accepts; null while no such limit is in sight.</param>
/// <param name="InFlight">How many calls at once it is good for; null while no such limit is in sight.</param>
internal sealed record PaceLimits(double? PerSecond, int? InFlight)
{
    /// <summary>By how much they must differ to be worth a word.</summary>
    private const double Difference = 1.25;

    /// <summary>Whether a person would call them the same.</summary>
    public bool IsLike(PaceLimits? other) => IsLikeInRate(other) && IsLikeInFlight(other);

    /// <inheritdoc cref="IsLike(PaceLimits?)"/>
    public bool IsLikeInRate(PaceLimits? other) => IsLike(PerSecond, other?.PerSecond);

    /// <inheritdoc cref="IsLike(PaceLimits?)"/>
    public bool IsLikeInFlight(PaceLimits? other) => IsLike(InFlight, other?.InFlight);

    private static bool IsLike(double? left, double? right) => left is null || right is null
        ? left == right
        : left < right * Difference && right < left * Difference;
}
