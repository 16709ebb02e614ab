namespace CentryPS.Acceptance;

/// <summary>Thrown when a shell cannot start or cannot complete a test file.</summary>
internal sealed class ShellException(string message) : Exception(message);
