using System.Text.RegularExpressions;

namespace CentryPS.Tests.Commands;

/// <summary>
/// A base class for tests with an engine signed in to a server whose responses a test sets by method and path.
/// </summary>
public abstract partial class AnswerTest : IDisposable
{
    protected const string A = "aaaaaaaaaaaaaaaaaaaaaaaa";
    protected const string B = "bbbbbbbbbbbbbbbbbbbbbbbb";

    private protected PowerShellHost Shell { get; } = new();
    protected Dictionary<string, string> Answers { get; } = [];
    private protected RawServer Server { get; }

    protected AnswerTest()
    {
        Server = new RawServer(async (request, stream, stop) => await stream.WriteAsync(RawServer.Json(Answers[Line().Match(request).Value + (request.Contains("after=") ? "?after" : string.Empty)]), stop));
        Shell.Connect(Server.BaseUri, "a-token-of-the-test");
    }

    protected int Writes => Server.Heads.Count(head => !head.StartsWith("GET", StringComparison.Ordinal));

    public void Dispose()
    {
        Shell.Dispose();
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    // Matches the method and the path without its extension.
    [GeneratedRegex(@"^[A-Z]+ [^. ?]+")]
    private static partial Regex Line();
}
