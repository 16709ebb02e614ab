using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CentryPS.Notifications;

/// <summary>The bytes of answers.</summary>
internal static class RequestAnswer
{
    /// <summary>Tells the client to send the body.</summary>
    public static byte[] Continue => Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    /// <summary>A final answer, without a body.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="date">The date.</param>
    /// <param name="isKept">Whether the connection stays open.</param>
    public static byte[] Of(HttpStatusCode status, DateTimeOffset date, bool isKept) => Head(
        status,
        date,
        length: 0,
        (status == HttpStatusCode.MethodNotAllowed ? "Allow: POST\r\n" : string.Empty) + (isKept ? string.Empty : "Connection: close\r\n"));

    /// <summary>A final answer with a page for a person; nothing keeps it or tells other sites its address, and the connection ends.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="date">The date.</param>
    /// <param name="html">The page.</param>
    public static byte[] Page(HttpStatusCode status, DateTimeOffset date, string html)
    {
        var body = Encoding.UTF8.GetBytes(html);
        const string Fields = "Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'\r\nConnection: close\r\n";
        return [.. Head(status, date, body.Length, Fields), .. body];
    }

    private static byte[] Head(HttpStatusCode status, DateTimeOffset date, int length, string fields) => Encoding.ASCII.GetBytes(string.Format(
        CultureInfo.InvariantCulture,
        "HTTP/1.1 {0} {1}\r\nDate: {2:R}\r\nContent-Length: {3}\r\n{4}\r\n",
        (int)status,
        Regex.Replace(status.ToString(), "(?<=[a-z])(?=[A-Z])", " "),
        date,
        length,
        fields));
}
