using System.Net.Http.Headers;
using System.Text;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>
/// Posts notifications to callbacks as Centry does: the same bytes, and accepted is what is answered with exactly 200 in time. It
/// goes to the callback itself, through no proxy and after no redirect, and takes neither cookies nor any sign-in along.
/// </summary>
internal sealed class CallbackClient(TimeProvider time, TimeSpan timeout) : IDisposable
{
    private const int LongestBody = 64 * 1024;

    private readonly HttpClient _client = HttpClients.CreateForCallbacks(
        (_, certificate, chain, errors) => new TlsCheck(new CertificateJudge(time, minimumDays: 0)).Accept(certificate, chain, errors),
        new HostConnector(time).ConnectAsync);

    /// <summary>Posts a notification to a callback.</summary>
    /// <exception cref="CentryException">The callback URL is none.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<CentryDelivery> PostAsync(string callbackUrl, CentryNotification notification, CancellationToken stop)
    {
        var uri = CallbackUri.TryParse(callbackUrl) ?? throw CentryException.Invalid(Messages.InvalidCallbackUrl, TerminalText.Show(callbackUrl));
        var delivery = new CentryDelivery { CallbackUrl = callbackUrl, Topic = notification.Topic };
        var started = time.GetTimestamp();
        using var deadline = time.CreateCancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        try
        {
            await ExchangeAsync(uri, notification.ToJson(), delivery, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            stop.ThrowIfCancellationRequested();
            delivery.Problem = deadline.IsCancellationRequested ? Messages.CallbackTimedOut.With(timeout.TotalSeconds) : CallbackProblem.Of(exception);
        }

        delivery.IsAccepted = delivery.Problem is null;
        delivery.ElapsedMilliseconds = (long)time.GetElapsedTime(started).TotalMilliseconds;
        return delivery;
    }

    public void Dispose() => _client.Dispose();

    private async Task ExchangeAsync(Uri uri, byte[] body, CentryDelivery delivery, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
#if NETFRAMEWORK
        // Its streams do not heed the token while they read.
        using var abort = cancellationToken.Register(answer.Dispose);
#endif
        delivery.StatusCode = (int)answer.StatusCode;
        delivery.ResponseBody = await ReadAsync(answer.Content, cancellationToken).ConfigureAwait(false);
        delivery.Problem = CallbackProblem.Of(answer);
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestBody];
        var length = 0;
        using var stream = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
        while (length < buffer.Length && await stream.ReadIntoAsync(buffer, length, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
