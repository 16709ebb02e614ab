using Microsoft.Testing.Platform.Extensions.Messages;

namespace CentryPS.Acceptance;

/// <summary>An event from the adapter script.</summary>
/// <param name="Event"><c>Start</c> of a test, <c>Test</c> with its result, or <c>End</c> of the file.</param>
/// <param name="Name">The display name of the test.</param>
/// <param name="Line">The line of its <c>It</c>; 0 for the result of a file or block.</param>
/// <param name="Outcome">The result as Pester names it.</param>
/// <param name="Milliseconds">The duration.</param>
/// <param name="Message">Why the test failed or was skipped.</param>
/// <param name="StackTrace">Where it failed.</param>
/// <param name="Output">The pipeline output.</param>
internal sealed record PesterEvent(
    string Event,
    string Name = "",
    int Line = 0,
    string Outcome = "",
    double Milliseconds = 0,
    string Message = "",
    string StackTrace = "",
    string Output = "")
{
    public bool IsFile => Line == 0;

    public TestNodeStateProperty State() => Outcome switch
    {
        "Found" => DiscoveredTestNodeStateProperty.CachedInstance,
        "Passed" => PassedTestNodeStateProperty.CachedInstance,
        "Skipped" => new SkippedTestNodeStateProperty(Message),
        _ => new FailedTestNodeStateProperty(new PesterFailure(Message, StackTrace)),
    };

    private sealed class PesterFailure(string message, string stackTrace) : Exception(message)
    {
        public override string StackTrace => stackTrace;
    }
}
