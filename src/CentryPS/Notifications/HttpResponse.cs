using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CentryPS.Notifications;

internal static class HttpResponse
{
    private const string PageHeaders = "Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n"
        + "Referrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'\r\nConnection: close\r\n";

    public static byte[] Continue => Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    public static byte[] Empty(HttpStatusCode status, DateTimeOffset date, bool isKeptAlive) => Head(
        status,
        date,
        length: 0,
        (status == HttpStatusCode.MethodNotAllowed ? "Allow: POST\r\n" : string.Empty)
            + (isKeptAlive ? string.Empty : "Connection: close\r\n"));

    /// <summary>Builds a page that browsers neither cache nor send to other sites as a referrer.</summary>
    public static byte[] Page(HttpStatusCode status, DateTimeOffset date, string html)
    {
        var body = Encoding.UTF8.GetBytes(html);
        return [.. Head(status, date, body.Length, PageHeaders), .. body];
    }

    private static byte[] Head(HttpStatusCode status, DateTimeOffset date, int length, string headers) =>
        Encoding.ASCII.GetBytes(string.Format(
            CultureInfo.InvariantCulture,
            "HTTP/1.1 {0} {1}\r\nDate: {2:R}\r\nContent-Length: {3}\r\n{4}\r\n",
            (int)status,
            Regex.Replace(status.ToString(), "(?<=[a-z])(?=[A-Z])", " "),
            date,
            length,
            headers));
}
