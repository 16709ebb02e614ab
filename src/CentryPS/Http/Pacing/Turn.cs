namespace CentryPS.Http.Pacing;

/// <summary>The turn of a call.</summary>
/// <param name="Started">When it began, in seconds of the pace.</param>
internal readonly record struct Turn(double Started);
