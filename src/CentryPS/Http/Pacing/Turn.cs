namespace CentryPS.Http.Pacing;

/// <summary>The turn of a call, from its start to the end of the attempt.</summary>
/// <param name="Started">The start of the turn, in seconds on the clock of <see cref="Pace"/>.</param>
internal readonly record struct Turn(double Started);
