namespace CentryPS.Sandbox.Demo;

/// <summary>A step of the story: what it tells, the command, and what must come of it.</summary>
/// <param name="Tells">A line for the reader.</param>
/// <param name="TellsInSpanish">The same for a reader of Spanish.</param>
/// <param name="Command">What is typed.</param>
/// <param name="Count">How many objects it gives; null where that does not matter.</param>
/// <param name="Error">The error that it must give; null where it must give none.</param>
/// <param name="IsPictured">Whether the recorded picture shows it, since it is the same on every day and machine.</param>
internal sealed record DemoStep(string Tells, string TellsInSpanish, string Command, int? Count = null, string? Error = null, bool IsPictured = false);
