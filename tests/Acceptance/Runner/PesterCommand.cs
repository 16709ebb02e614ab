namespace CentryPS.Acceptance;

/// <summary>A line for the adapter script.</summary>
/// <param name="File">The path of a *.Tests.ps1.</param>
/// <param name="Discover">Lists the tests and runs none.</param>
/// <param name="Lines">The lines of the tests to run; none: all.</param>
internal sealed record PesterCommand(string File, bool Discover, int[] Lines);
