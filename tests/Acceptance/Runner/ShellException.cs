namespace CentryPS.Acceptance;

/// <summary>There is no shell that can run a test file to its end.</summary>
internal sealed class ShellException(string message) : Exception(message);
