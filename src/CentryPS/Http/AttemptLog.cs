using System.Text;

namespace CentryPS.Http;

/// <summary>Describes attempts for the verbose and debug streams, without secrets.</summary>
internal sealed class AttemptLog(Redactor redactor, TimeProvider time)
{
    private const int MaxBody = 16 * 1024;

    public AttemptRecord Describe(CallHistory call, CentryResponse? response, long started, bool withDetail) => new(
        call.Request.Method.Method,
        redactor.Clean(call.Uri.PathAndQuery),
        response?.Status,
        call.Failure?.Failure,
        time.GetElapsedTime(started),
        call.Tries,
        withDetail ? TerminalText.ShowLines(redactor.Clean(Detail(call, response))) : null);

    private static string Detail(CallHistory call, CentryResponse? response)
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
