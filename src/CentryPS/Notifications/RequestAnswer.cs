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
    public static byte[] Of(HttpStatusCode status, DateTimeOffset date, bool isKept) => Encoding.ASCII.GetBytes(string.Format(
        CultureInfo.InvariantCulture,
        "HTTP/1.1 {0} {1}\r\nDate: {2:R}\r\nContent-Length: 0\r\n{3}{4}\r\n",
        (int)status,
        Regex.Replace(status.ToString(), "(?<=[a-z])(?=[A-Z])", " "),
        date,
        status == HttpStatusCode.MethodNotAllowed ? "Allow: POST\r\n" : string.Empty,
        isKept ? string.Empty : "Connection: close\r\n"));
}
