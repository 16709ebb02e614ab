using System.Collections.Concurrent;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>
/// A base class for tests of a listener on a free port, with a client and a clock that the test controls.
/// </summary>
public abstract class ListenerTest : IDisposable
{
    protected ListenerTest() => Queue = new DirectQueue(() => Arrived());

    private protected HeldClock Clock { get; } = new();

    private protected Poster Client { get; } = new();

    private protected ConcurrentQueue<AnsweredRequest> Answered { get; } = new();

    private protected DirectQueue Queue { get; }

    private protected NotificationListener? Listener { get; private set; }

    /// <summary>Called when a notification arrives.</summary>
    private protected Action Arrived { get; set; } = () => { };

    public void Dispose()
    {
        Listener?.Dispose();
        Queue.Dispose();
        Client.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected string Listen(string? path = null, Func<CentryNotification, bool>? isWanted = null)
    {
        Listener = new NotificationListener(ListenerAddress.OfHost("localhost", 0, path), Queue, Clock)
        {
            IsWanted = isWanted ?? (_ => true),
            Answered = Answered.Enqueue,
        };
        return Listener.Uri;
    }

    private protected void Take()
    {
        while (Queue.Next() is { } next)
        {
            next.Complete();
        }
    }
}
