using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
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

    private const int LargestRest = 16 * 1024 * 1024;

    // When a request, or a connection that asks nothing, is ended without an answer.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly IPEndPoint? _remote = client.Client.RemoteEndPoint as IPEndPoint;
    private int _isAnswering;

    /// <summary>Answers until either side ends it.</summary>
    public async Task ServeAsync()
    {
        using var limit = time.CreateTimer(_ => client.Dispose(), state: null, Limit, Timeout.InfiniteTimeSpan);
        using var ending = listener.Ending.Register(EndIdle);
        try
        {
            client.NoDelay = true;
            var reader = new RequestReader(client.GetStream());
            while (await reader.WaitAsync().ConfigureAwait(false) && await AnswerAsync(reader, limit).ConfigureAwait(false))
            {
                limit.Change(Limit, Timeout.InfiniteTimeSpan);
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
        }
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
        var status = (HttpStatusCode)0;
        try
        {
            head = await reader.ReadHeadAsync().ConfigureAwait(false);
            (status, notification, var isRead) = await DecideAsync(reader, head, receivedAt).ConfigureAwait(false);
            var isKept = isRead && head.IsKeptAlive && !listener.Ending.IsCancellationRequested;
            await SendAsync(status, isKept).ConfigureAwait(false);
            return isKept;
        }
        catch (InvalidDataException)
        {
            status = HttpStatusCode.BadRequest;
            await SendAsync(status, isKept: false).ConfigureAwait(false);
            return false;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            status = 0;
            return false;
        }
        finally
        {
            Volatile.Write(ref _isAnswering, 0);
            listener.Answered?.Invoke(new AnsweredRequest(_remote, head?.Method ?? "?", head?.Target, notification, (int)status));
        }
    }

    private async Task<(HttpStatusCode Status, CentryNotification? Notification, bool IsRead)> DecideAsync(RequestReader reader, RequestHead head, DateTimeOffset receivedAt)
    {
        var refusal = !listener.IsServed(head.Path) ? HttpStatusCode.NotFound
            : head.Method != "POST" ? HttpStatusCode.MethodNotAllowed
            : head.ContentLength > LargestBody ? HttpStatusCode.RequestEntityTooLarge
            : (HttpStatusCode?)null;
        if (head.Expects100 && refusal is null)
        {
            await SendAsync("HTTP/1.1 100 Continue\r\n\r\n").ConfigureAwait(false);
        }
        else if (head.Expects100)
        {
            return (refusal!.Value, null, IsRead: false); // the body was not sent
        }

        var (body, length) = await reader.ReadBodyAsync(head, LargestBody, LargestRest).ConfigureAwait(false);
        Volatile.Write(ref _isAnswering, 1);
        refusal ??= length > LargestBody ? HttpStatusCode.RequestEntityTooLarge : null;
        if (refusal is not null)
        {
            return (refusal.Value, null, length <= LargestRest);
        }

        try
        {
            var notification = CentryNotification.Read(body);
            notification.ReceivedAt = receivedAt;
            return (await listener.TakeInAsync(notification).ConfigureAwait(false) ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, notification, IsRead: true);
        }
        catch (CentryException)
        {
            return (HttpStatusCode.BadRequest, null, IsRead: true);
        }
    }

    private Task SendAsync(HttpStatusCode status, bool isKept) => SendAsync(string.Format(
        CultureInfo.InvariantCulture,
        "HTTP/1.1 {0} {1}\r\nDate: {2:R}\r\nContent-Length: 0\r\n{3}{4}\r\n",
        (int)status,
        status,
        time.GetUtcNow(),
        status == HttpStatusCode.MethodNotAllowed ? "Allow: POST\r\n" : string.Empty,
        isKept ? string.Empty : "Connection: close\r\n"));

    private Task SendAsync(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return client.GetStream().WriteAsync(bytes, 0, bytes.Length);
    }
}
