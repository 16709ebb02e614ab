using System.Net.Sockets;
using System.Security.Authentication;

namespace CentryPS.Notifications;

/// <summary>Runs exchanges with a callback under a deadline.</summary>
internal static class CallbackExchange
{
    /// <summary>Returns the problem of an exchange, in the user's language; null if there is none.</summary>
    public static async Task<(string? Problem, long ElapsedMilliseconds)> RunAsync(
        Func<CancellationToken, Task<string?>> exchange,
        TimeProvider time,
        TimeSpan timeout,
        CancellationToken stop)
    {
        var started = time.GetTimestamp();
        using var deadline = time.CreateCancellationTokenSource(timeout);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        string? problem;
        try
        {
            problem = await exchange(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            stop.ThrowIfCancellationRequested();
            problem = deadline.IsCancellationRequested ? Messages.CallbackTimedOut.With(timeout.TotalSeconds)
                : Problem(exception);
        }

        return (problem, (long)time.GetElapsedTime(started).TotalMilliseconds);
    }

    // HTTP wraps the exception of the socket or of TLS, and TLS wraps that of the system's library.
    private static string Problem(Exception exception) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            Messages.CallbackNotFound,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Messages.CallbackRefuses,
        CertificateException certificate => certificate.Message,
        AuthenticationException tls =>
            Messages.CallbackNotTrusted.With(TerminalText.Show(tls.GetBaseException().Message)),
        { InnerException: { } cause } => Problem(cause),
        _ => Messages.CallbackFailed.With(TerminalText.Show(exception.Message)),
    };
}
