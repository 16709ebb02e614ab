using System.Net;
using System.Net.Sockets;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>A connection to the listener: reads its requests, one after another, and responds to them.</summary>
internal sealed class NotificationConnection(TcpClient client, NotificationListener listener, TimeProvider time)
{
    // The maximum duration of a request, and of the idle time before it.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);

    private readonly IPEndPoint? _remote = RemoteOf(client);
    private readonly object _gate = new();
    private volatile bool _isResponding; // false while it waits for its client, before or during a request
    private volatile string? _closeReason;

    public IPAddress? Address => _remote?.Address;

    public bool IsWaiting => !_isResponding && _closeReason is null;

    /// <summary>The timestamp since which the connection waits for a request, or for the rest of one.</summary>
    public long WaitingSince { get; private set; } = time.GetTimestamp();

    public async Task ServeAsync()
    {
        using var timer = time.CreateTimer(
            _ => Close(Messages.RequestLate), state: null, RequestTimeout, Timeout.InfiniteTimeSpan);
        using var ending = listener.Ending.Register(() => TryClose(Messages.RequestGone));
        try
        {
            client.NoDelay = true;
            var reader = new RequestReader(client.GetStream());
            while (await reader.WaitAsync().ConfigureAwait(false)
                && await RespondAsync(reader, timer).ConfigureAwait(false))
            {
                RestartTimeout(timer);
            }
        }
        catch (Exception exception) when (ClientListener.IsDisconnect(exception))
        {
            // The client closed the connection, or Close did.
        }
        finally
        {
            client.Dispose();
        }
    }

    /// <summary>Responds with 503 without reading.</summary>
    public async Task RefuseAsync()
    {
        using (client)
        {
            await SendAsync(Response(HttpStatusCode.ServiceUnavailable, isKeptAlive: false)).ConfigureAwait(false);
            Report(head: null, notification: null, HttpStatusCode.ServiceUnavailable, Messages.RequestTooMany);
        }
    }

    /// <summary>Closes the connection if it waits for its client; a complete request still gets its response.</summary>
    public bool TryClose(string reason)
    {
        lock (_gate)
        {
            var isClosed = IsWaiting;
            if (isClosed)
            {
                Close(reason);
            }

            return isClosed;
        }
    }

    private void Close(string reason)
    {
        _closeReason ??= reason;
        client.Dispose();
    }

    private void RestartTimeout(ITimer timer)
    {
        WaitingSince = time.GetTimestamp();
        timer.Change(RequestTimeout, Timeout.InfiniteTimeSpan);
    }

    // Returns true if the connection stays open.
    private async Task<bool> RespondAsync(RequestReader reader, ITimer timer)
    {
        RestartTimeout(timer);
        var receivedAt = time.GetUtcNow();
        RequestHead? head = null;
        CentryNotification? notification = null;
        var (status, problem) = ((HttpStatusCode)0, (string?)null);
        try
        {
            head = await reader.ReadHeadAsync().ConfigureAwait(false);
            notification = await ReadAsync(reader, head).ConfigureAwait(false);
            notification.ReceivedAt = receivedAt;
            problem = await listener.AcceptAsync(notification).ConfigureAwait(false);
            status = problem is null ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
            var isKeptAlive = head.IsKeptAlive && !listener.Ending.IsCancellationRequested;
            await SendAsync(Response(status, isKeptAlive)).ConfigureAwait(false);
            return isKeptAlive;
        }
        catch (RequestException refusal)
        {
            (status, problem) = (refusal.Status, refusal.Message);
            _isResponding = true;
            await SendAsync(Response(status, isKeptAlive: false)).ConfigureAwait(false);
        }
        catch (Exception exception) when (ClientListener.IsDisconnect(exception))
        {
            (status, problem) = (0, _closeReason ?? Messages.RequestGone);
            return false;
        }
        finally
        {
            WaitingSince = time.GetTimestamp();
            _isResponding = false;
            Report(head, notification, status, problem);
        }

        // A client that is still sending could lose the response if this closed now: RFC 9112, section 9.6.
        client.Client.Shutdown(SocketShutdown.Send);
        await reader.DrainAsync().ConfigureAwait(false);
        return false;
    }

    private async Task<CentryNotification> ReadAsync(RequestReader reader, RequestHead head)
    {
        if (Refusal(head) is { } refusal)
        {
            throw refusal;
        }

        if (head.Expects100)
        {
            await SendAsync(HttpResponse.Continue).ConfigureAwait(false);
        }

        var body = await reader.ReadBodyAsync(head).ConfigureAwait(false);
        lock (_gate)
        {
            if (_closeReason is not null)
            {
                throw new IOException();
            }

            _isResponding = true;
        }

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
        !listener.Serves(head.Path) ? new RequestException(HttpStatusCode.NotFound, Messages.RequestElsewhere)
        : head.Method != "POST" ? new RequestException(HttpStatusCode.MethodNotAllowed, Messages.RequestNotPost)
        : head.ContentLength > RequestReader.MaximumBody ? RequestException.TooLarge()
        : null;

    private void Report(RequestHead? head, CentryNotification? notification, HttpStatusCode status, string? problem) =>
        listener.Answered?.Invoke(
            new AnsweredRequest(time.GetUtcNow(), _remote, head, notification, (int)status, problem));

    // Returns null if the client has already closed the connection.
    private static IPEndPoint? RemoteOf(TcpClient client)
    {
        try
        {
            return client.Client.RemoteEndPoint as IPEndPoint;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private byte[] Response(HttpStatusCode status, bool isKeptAlive) =>
        HttpResponse.Empty(status, time.GetUtcNow(), isKeptAlive);

    private Task SendAsync(byte[] bytes) => client.GetStream().WriteAsync(bytes, 0, bytes.Length);
}
