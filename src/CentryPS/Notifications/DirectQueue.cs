using System.Collections.Concurrent;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>Without an inbox: whoever brings a notification waits until the pipeline has taken it.</summary>
/// <param name="arrived">Told, on any thread, when one has come.</param>
internal sealed class DirectQueue(Action arrived) : INotificationQueue
{
    private readonly ConcurrentQueue<Handover> _waiting = new();
    private int _late;

    /// <summary>How many the pipeline did not take in time.</summary>
    public int Late => Volatile.Read(ref _late);

    public async Task<bool> AcceptAsync(CentryNotification notification, CancellationToken deadline)
    {
        var handover = new Handover(notification);
        using var _ = deadline.Register(() => handover.Refused());
        _waiting.Enqueue(handover);
        arrived();
        var isTaken = await handover.Outcome.ConfigureAwait(false);
        if (deadline.IsCancellationRequested && !isTaken)
        {
            Interlocked.Increment(ref _late);
        }

        return isTaken;
    }

    /// <summary>What nobody waits for any more comes again from Centry, and is not given.</summary>
    public IHandover? Next()
    {
        while (_waiting.TryDequeue(out var next))
        {
            if (!next.Outcome.IsCompleted)
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>Refuses all that wait.</summary>
    public void Dispose()
    {
        while (_waiting.TryDequeue(out var next))
        {
            next.Refused();
        }
    }

    private sealed class Handover(CentryNotification notification) : IHandover
    {
        private readonly TaskCompletionSource<bool> _isTaken = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CentryNotification Notification => notification;

        public Task<bool> Outcome => _isTaken.Task;

        public void Taken() => _isTaken.TrySetResult(true);

        public DateTimeOffset? Refused()
        {
            _isTaken.TrySetResult(false);
            return null;
        }
    }
}
