using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace CentryPS.Notifications;

/// <summary>Says in the user's language, in a few words, why a callback could not be reached or did not accept.</summary>
internal static class CallbackProblem
{
    /// <summary>A failure of the connection, or of the exchange on it.</summary>
    public static string Of(Exception exception) => Cause(exception) switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => Messages.CallbackNotFound,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Messages.CallbackRefuses,
        CertificateException certificate => certificate.Message,
        AuthenticationException tls => Messages.CallbackNotTrusted.With(TerminalText.Show(tls.GetBaseException().Message)),
        var other => Messages.CallbackFailed.With(TerminalText.Show(other.Message)),
    };

    /// <summary>An answer that is not the one that Centry wants; null where it is.</summary>
    public static string? Of(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.OK ? null
        : (int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } location
            ? Messages.CallbackRedirects.With((int)answer.StatusCode, TerminalText.Show(location.OriginalString))
            : Messages.CallbackStatus.With((int)answer.StatusCode);

    // What says most: a socket's failure stands below those of HTTP, TLS's own above that of the system's library, which has the reason.
    private static Exception Cause(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException or AuthenticationException)
            {
                return inner;
            }
        }

        return exception.GetBaseException();
    }
}
