using System.Collections.Concurrent;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>The queue without an inbox: a notification is accepted once the pipeline has processed it.</summary>
/// <param name="arrived">Called, on any thread, when a notification is queued.</param>
internal sealed class DirectQueue(Action arrived) : INotificationQueue
{
    private readonly ConcurrentQueue<(CentryNotification, TaskCompletionSource<bool> Outcome)> _waiting = new();
    private int _late;

    /// <summary>The number of notifications that the pipeline did not process in time.</summary>
    public int Late => Volatile.Read(ref _late);

    public async Task<string?> AcceptAsync(CentryNotification notification, CancellationToken deadline)
    {
        var outcome = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var _ = deadline.Register(() => outcome.TrySetResult(false));
        _waiting.Enqueue((notification, outcome));
        arrived();
        var isProcessed = await outcome.Task.ConfigureAwait(false);
        if (deadline.IsCancellationRequested && !isProcessed)
        {
            Interlocked.Increment(ref _late);
        }

        return isProcessed ? null : Messages.RequestNotTaken;
    }

    /// <summary>Leases the oldest notification whose deadline has not passed; Centry redelivers the others.</summary>
    public NotificationLease? Next()
    {
        while (_waiting.TryDequeue(out var next))
        {
            var (notification, outcome) = next;
            if (!outcome.Task.IsCompleted)
            {
                return new NotificationLease(notification, () => outcome.TrySetResult(true), () => Abandon(outcome));
            }
        }

        return null;
    }

    public void Dispose()
    {
        while (_waiting.TryDequeue(out var next))
        {
            Abandon(next.Outcome);
        }
    }

    private static DateTimeOffset? Abandon(TaskCompletionSource<bool> outcome)
    {
        outcome.TrySetResult(false);
        return null;
    }
}
