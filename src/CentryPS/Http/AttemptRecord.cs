using System.Net;
using System.Text;

namespace CentryPS.Http;

/// <summary>An attempt as the verbose and debug streams show it, without secrets.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query.</param>
/// <param name="Status">The status of the response; null if there is no response.</param>
/// <param name="Failure">The reason why there is no response; null if there is one.</param>
/// <param name="Elapsed">The time from sending to the end of the body.</param>
/// <param name="Try">The number of the attempt, from 1.</param>
/// <param name="Detail">The headers and bodies; null if the observer does not want them.</param>
internal sealed record AttemptRecord(
    string Method,
    string Path,
    HttpStatusCode? Status,
    AttemptFailure? Failure,
    TimeSpan Elapsed,
    int Try,
    string? Detail)
{
    private const int MaxBody = 16 * 1024;

    /// <summary>Describes the last attempt of a call.</summary>
    public static AttemptRecord Of(
        CallHistory call,
        CentryResponse? response,
        TimeSpan elapsed,
        Redactor redactor,
        bool withDetail) => new(
            call.Request.Method.Method,
            redactor.Clean(call.Uri.PathAndQuery),
            response?.Status,
            call.Failure?.Failure,
            elapsed,
            call.Tries,
            withDetail ? TerminalText.ShowLines(redactor.Clean(HeadersAndBodies(call, response))) : null);

    private static string HeadersAndBodies(CallHistory call, CentryResponse? response)
    {
        var text = new StringBuilder();
        text.Append("> ").Append(call.Request.Method).Append(' ').Append(call.Uri).AppendLine();
        AppendBody(text, "> ", call.Request.Body);
        if (response is not null)
        {
            text.Append("< ").Append((int)response.Status).AppendLine();
            foreach (var header in response.Headers)
            {
                text.Append("< ").Append(header.Key).Append(": ").AppendLine(string.Join(", ", header.Value));
            }

            AppendBody(text, "< ", response.Body);
        }

        return text.ToString().TrimEnd();
    }

    private static void AppendBody(StringBuilder text, string mark, ReadOnlySpan<byte> body)
    {
        if (!body.IsEmpty)
        {
            var shown = body.Slice(0, Math.Min(body.Length, MaxBody));
            text.Append(mark).Append(Encoding.UTF8.GetString(shown.ToArray()));
            text.AppendLine(shown.Length < body.Length ? "..." : string.Empty);
        }
    }
}
