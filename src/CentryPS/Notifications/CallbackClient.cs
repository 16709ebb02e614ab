using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>
/// Posts notifications to callbacks as Centry does: it sends the same bytes, and only a 200 in time counts as accepted.
/// It uses no proxy, follows no redirects, and sends neither cookies nor credentials.
/// </summary>
internal sealed class CallbackClient(TimeProvider time, TimeSpan timeout) : IDisposable
{
    private const int MaximumBody = 64 * 1024;

    private readonly HttpClient _client = HttpClients.CreateForCallbacks(
        (_, certificate, chain, errors) =>
            new CertificateValidator(time, minimumDays: 0).Accept(certificate, chain, errors),
        new HostConnector(time).ConnectAsync);

    /// <exception cref="CentryException">The callback URL is invalid.</exception>
    public async Task<CentryDelivery> PostAsync(
        string callbackUrl,
        CentryNotification notification,
        CancellationToken stop)
    {
        var uri = CallbackUri.TryParse(callbackUrl)
            ?? throw CentryException.Invalid(Messages.InvalidCallbackUrl, TerminalText.Show(callbackUrl));
        var delivery = new CentryDelivery { CallbackUrl = callbackUrl, Topic = notification.Topic };
        (delivery.Problem, delivery.ElapsedMilliseconds) = await CallbackExchange
            .RunAsync(token => PostAsync(uri, notification.ToJson(), delivery, token), time, timeout, stop)
            .ConfigureAwait(false);
        delivery.IsAccepted = delivery.Problem is null;
        return delivery;
    }

    public void Dispose() => _client.Dispose();

    private async Task<string?> PostAsync(
        Uri uri,
        byte[] body,
        CentryDelivery delivery,
        CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _client
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
#if NETFRAMEWORK
        // Streams of .NET Framework ignore the token during a read.
        using var abort = cancellationToken.Register(response.Dispose);
#endif
        delivery.StatusCode = (int)response.StatusCode;
        delivery.ResponseBody = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        return Problem(response);
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaximumBody];
        var length = 0;
        using var stream = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
        while (length < buffer.Length
            && await stream.ReadIntoAsync(buffer, length, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static string? Problem(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        (int)HttpStatusCode.OK => null,
        >= 300 and < 400 and var status when response.Headers.Location is { } location =>
            Messages.CallbackRedirects.With(status, TerminalText.Show(location.OriginalString)),
        var status => Messages.CallbackStatus.With(status),
    };
}
