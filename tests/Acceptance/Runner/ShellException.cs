namespace CentryPS.Acceptance;

/// <summary>A shell cannot start, or cannot complete a test file.</summary>
internal sealed class ShellException(string message) : Exception(message);
