using System.Net;
using System.Net.Sockets;
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

    // When a request, or a connection without one, is ended without an answer.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly IPEndPoint? _remote = RemoteOf(client);
    private int _state = (int)State.Waiting;
    private string? _endedFor;
    private bool _isRefused;

    private enum State
    {
        Waiting, // for its client: between requests, or in the middle of one
        Answering,
        Ended,
    }

    /// <summary>The address of the client, or of the proxy in front.</summary>
    public IPAddress? Address => _remote?.Address;

    /// <summary>Whether it waits for its client: no request has arrived completely.</summary>
    public bool IsWaiting => Volatile.Read(ref _state) == (int)State.Waiting;

    /// <summary>When it began to wait for a request, or for the rest of it, as a timestamp of the clock.</summary>
    public long WaitingSince { get; private set; } = time.GetTimestamp();

    /// <summary>Answers until either side ends it.</summary>
    public async Task ServeAsync()
    {
        using var limit = time.CreateTimer(_ => End(Messages.RequestLate), state: null, Limit, Timeout.InfiniteTimeSpan);
        using var ending = listener.Ending.Register(() => TryEnd(Messages.RequestGone));
        try
        {
            client.NoDelay = true;
            var reader = new RequestReader(client.GetStream());
            while (await reader.WaitAsync().ConfigureAwait(false) && await AnswerAsync(reader, limit).ConfigureAwait(false))
            {
                Wait(limit);
            }

            if (_isRefused)
            {
                // To end at once would take the answer from a client that still sends: RFC 9112, section 9.6.
                client.Client.Shutdown(SocketShutdown.Send);
                await reader.DrainAsync(MostForgotten).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            // The client went, or was disconnected.
        }
        finally
        {
            client.Dispose();
        }
    }

    /// <summary>Answers 503 without listening.</summary>
    public async Task RefuseAsync()
    {
        using (client)
        {
            await SendAsync(RequestAnswer.Of(HttpStatusCode.ServiceUnavailable, time.GetUtcNow(), isKept: false)).ConfigureAwait(false);
            Tell(head: null, notification: null, HttpStatusCode.ServiceUnavailable, Messages.RequestTooMany);
        }
    }

    /// <summary>Ends it if it waits for its client; a request that is being answered hears its answer.</summary>
    /// <param name="reason">Why, as a part of a sentence.</param>
    public bool TryEnd(string reason)
    {
        var isEnded = Interlocked.CompareExchange(ref _state, (int)State.Ended, (int)State.Waiting) == (int)State.Waiting;
        if (isEnded)
        {
            End(reason);
        }

        return isEnded;
    }

    private void End(string reason)
    {
        _endedFor ??= reason;
        client.Dispose();
    }

    private void Wait(ITimer limit)
    {
        WaitingSince = time.GetTimestamp();
        limit.Change(Limit, Timeout.InfiniteTimeSpan);
    }

    private async Task<bool> AnswerAsync(RequestReader reader, ITimer limit)
    {
        Wait(limit);
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
            await SendAsync(RequestAnswer.Of(status, time.GetUtcNow(), isKept)).ConfigureAwait(false);
            return isKept;
        }
        catch (RequestException refusal)
        {
            (status, problem, _isRefused) = (refusal.Status, refusal.Message, true);
            Volatile.Write(ref _state, (int)State.Answering);
            await SendAsync(RequestAnswer.Of(status, time.GetUtcNow(), isKept: false)).ConfigureAwait(false);
            return false;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            (status, problem) = (0, _endedFor ?? Messages.RequestGone);
            return false;
        }
        finally
        {
            WaitingSince = time.GetTimestamp();
            Volatile.Write(ref _state, (int)State.Waiting);
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
            await SendAsync(RequestAnswer.Continue).ConfigureAwait(false);
        }

        var body = await reader.ReadBodyAsync(head, LargestBody).ConfigureAwait(false);
        if (Interlocked.CompareExchange(ref _state, (int)State.Answering, (int)State.Waiting) != (int)State.Waiting)
        {
            throw new IOException(); // it was ended at this moment
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
        !listener.IsServed(head.Path) ? new RequestException(HttpStatusCode.NotFound, Messages.RequestElsewhere)
        : head.Method != "POST" ? new RequestException(HttpStatusCode.MethodNotAllowed, Messages.RequestNotPost)
        : head.ContentLength > LargestBody ? RequestException.TooLarge(LargestBody)
        : null;

    private void Tell(RequestHead? head, CentryNotification? notification, HttpStatusCode status, string? problem) =>
        listener.Answered?.Invoke(new AnsweredRequest(time.GetUtcNow(), _remote, head, notification, (int)status, problem));

    // Null where the client has gone already.
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

    private Task SendAsync(byte[] bytes) => client.GetStream().WriteAsync(bytes, 0, bytes.Length);
}
