namespace CentryPS.Acceptance;

/// <summary>A command for the adapter script.</summary>
/// <param name="File">The path of a *.Tests.ps1.</param>
/// <param name="Discover">True to list the tests without running them.</param>
/// <param name="Lines">The lines of the tests to run; empty for all.</param>
internal sealed record PesterCommand(string File, bool Discover, int[] Lines);
