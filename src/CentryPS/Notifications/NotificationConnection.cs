using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>A connection to the listener: its requests, one after another, and their answers.</summary>
/// <param name="client">The connection.</param>
/// <param name="listener">The listener.</param>
/// <param name="time">The clock.</param>
internal sealed class NotificationConnection(TcpClient client, NotificationListener listener, TimeProvider time)
{
    /// <summary>The largest body, in bytes: Centry's have some hundred.</summary>
    public const int LargestBody = 64 * 1024;

    // How much is read of what is sent to be refused, so that the answer is heard.
    private const long MostForgotten = 16 * 1024 * 1024;

    // When a request, or a connection that asks nothing, is ended without an answer.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly IPEndPoint? _remote = client.Client.RemoteEndPoint as IPEndPoint;
    private int _isAnswering;
    private bool _isLate;
    private bool _isRefused;

    /// <summary>Answers until either side ends it.</summary>
    public async Task ServeAsync()
    {
        using var limit = time.CreateTimer(_ => EndLate(), state: null, Limit, Timeout.InfiniteTimeSpan);
        using var ending = listener.Ending.Register(EndIdle);
        try
        {
            client.NoDelay = true;
            var reader = new RequestReader(client.GetStream());
            while (await reader.WaitAsync().ConfigureAwait(false) && await AnswerAsync(reader, limit).ConfigureAwait(false))
            {
                limit.Change(Limit, Timeout.InfiniteTimeSpan);
            }

            if (_isRefused)
            {
                // To end at once would take the answer from who still sends: RFC 9112, section 9.6.
                client.Client.Shutdown(SocketShutdown.Send);
                await reader.DrainAsync(MostForgotten).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            // Who asked went, or was ended.
        }
        finally
        {
            client.Dispose();
        }
    }

    /// <summary>Says that it is to come again, without listening.</summary>
    public async Task RefuseAsync()
    {
        using (client)
        {
            await SendAsync(HttpStatusCode.ServiceUnavailable, isKept: false).ConfigureAwait(false);
            Tell(head: null, notification: null, HttpStatusCode.ServiceUnavailable, Messages.RequestTooMany);
        }
    }

    private void EndLate()
    {
        _isLate = true;
        client.Dispose();
    }

    // What is being answered hears its answer; what only stands there is ended.
    private void EndIdle()
    {
        if (Volatile.Read(ref _isAnswering) == 0)
        {
            client.Dispose();
        }
    }

    private async Task<bool> AnswerAsync(RequestReader reader, ITimer limit)
    {
        limit.Change(Limit, Timeout.InfiniteTimeSpan);
        var receivedAt = time.GetUtcNow();
        RequestHead? head = null;
        CentryNotification? notification = null;
        var (status, problem) = ((HttpStatusCode)0, (string?)null);
        try
        {
            head = await reader.ReadHeadAsync().ConfigureAwait(false);
            notification = await ReadAsync(reader, head).ConfigureAwait(false);
            notification.ReceivedAt = receivedAt;
            status = await listener.TakeInAsync(notification).ConfigureAwait(false) ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
            var isKept = head.IsKeptAlive && !listener.Ending.IsCancellationRequested;
            await SendAsync(status, isKept).ConfigureAwait(false);
            return isKept;
        }
        catch (RequestException refusal)
        {
            (status, problem, _isRefused) = (refusal.Status, refusal.Message, true);
            Volatile.Write(ref _isAnswering, 1);
            await SendAsync(status, isKept: false).ConfigureAwait(false);
            return false;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            (status, problem) = (0, _isLate ? Messages.RequestLate : Messages.RequestGone);
            return false;
        }
        finally
        {
            Volatile.Write(ref _isAnswering, 0);
            Tell(head, notification, status, problem);
        }
    }

    private async Task<CentryNotification> ReadAsync(RequestReader reader, RequestHead head)
    {
        if (Refusal(head) is { } refusal)
        {
            throw refusal;
        }

        if (head.Expects100)
        {
            await SendAsync("HTTP/1.1 100 Continue\r\n\r\n").ConfigureAwait(false);
        }

        var body = await reader.ReadBodyAsync(head, LargestBody).ConfigureAwait(false);
        Volatile.Write(ref _isAnswering, 1);
        try
        {
            return CentryNotification.Read(body);
        }
        catch (CentryException exception)
        {
            throw new RequestException(HttpStatusCode.BadRequest, exception.Message);
        }
    }

    private RequestException? Refusal(RequestHead head) =>
        !listener.IsServed(head.Path) ? new RequestException(HttpStatusCode.NotFound, Messages.RequestElsewhere)
        : head.Method != "POST" ? new RequestException(HttpStatusCode.MethodNotAllowed, Messages.RequestNotPost)
        : head.ContentLength > LargestBody ? RequestException.TooLarge(LargestBody)
        : null;

    private void Tell(RequestHead? head, CentryNotification? notification, HttpStatusCode status, string? problem) =>
        listener.Answered?.Invoke(new AnsweredRequest(time.GetUtcNow(), _remote, head, notification, (int)status, problem));

    private Task SendAsync(HttpStatusCode status, bool isKept) => SendAsync(string.Format(
        CultureInfo.InvariantCulture,
        "HTTP/1.1 {0} {1}\r\nDate: {2:R}\r\nContent-Length: 0\r\n{3}{4}\r\n",
        (int)status,
        Regex.Replace(status.ToString(), "(?<=[a-z])(?=[A-Z])", " "),
        time.GetUtcNow(),
        status == HttpStatusCode.MethodNotAllowed ? "Allow: POST\r\n" : string.Empty,
        isKept ? string.Empty : "Connection: close\r\n"));

    private Task SendAsync(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return client.GetStream().WriteAsync(bytes, 0, bytes.Length);
    }
}
