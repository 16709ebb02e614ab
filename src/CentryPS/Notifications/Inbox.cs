using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>
/// A folder that stores notifications until the pipeline has processed them. Notifications that arrive together share a
/// write. Several processes may use a folder: each has its own files, and adopts those of processes that have ended.
/// </summary>
internal sealed class Inbox : INotificationQueue
{
    /// <summary>The time for which Centry redelivers a notification that was not accepted.</summary>
    public static readonly TimeSpan Redelivery = TimeSpan.FromHours(48);

    private static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);

    // The delays after the first attempts; the last one also applies to later attempts.
    private static readonly TimeSpan[] BackOff =
        [CheckInterval, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    private readonly InboxOptions _options;
    private readonly TimeProvider _time;
    private readonly Action _arrived;
    private readonly Action<string> _warn;
    private readonly SemaphoreSlim _turn = new(1); // held during a write
    private readonly InboxFolder _folder;
    private readonly InboxQueue _queue;
    private readonly DeadLetters _deadLetters;
    private readonly ITimer _checks;
    private bool _isAheadReported;
    private bool _isCheckFailing;

    /// <summary>Opens an inbox, and adopts the files that no process owns.</summary>
    /// <exception cref="CentryException">The folder cannot be used.</exception>
    public Inbox(InboxOptions options, TimeProvider time, Action arrived, Action<string> warn)
    {
        (_options, _time, _arrived, _warn) = (options, time, arrived, warn);
        _folder = new InboxFolder(options, time, warn);
        _queue = new InboxQueue(options.MaximumSize, () => warn(Messages.InboxFull.With(Folder, options.MaximumSize)));
        _deadLetters = new DeadLetters(Path.Combine(Folder, "dead"), warn);
        try
        {
            Directory.CreateDirectory(Folder);
            var adopted = _folder.Adopt();
            LastReceivedAt = adopted.Select(content => content.LastReceivedAt).Max()
                ?? (adopted.Any(content => content.AheadReceivedAt is not null) ? time.GetUtcNow() - Redelivery : null);
            Requeue(adopted);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _folder.Dispose();
            var reason = File.Exists(Folder) ? Messages.FolderIsAFile : InboxFolder.Reason(exception);
            throw CentryException.InvalidForAll(Messages.InboxUnusable.With(Folder, reason));
        }

        _checks = time.CreateTimer(_ => Check(), state: null, CheckInterval, CheckInterval);
    }

    public string Folder => _options.Folder;

    /// <summary>
    /// The time at which the last notification before this run was received; null if there was none. Ignores dates in
    /// the future; if there are only such dates, it is the earliest time from which Centry redelivers.
    /// </summary>
    public DateTimeOffset? LastReceivedAt { get; }

    /// <summary>Stores a notification. Returns null once it is on the disk.</summary>
    public async Task<string?> AcceptAsync(CentryNotification notification, CancellationToken deadline)
    {
        notification.Attempt = 0;
        if (_queue.Add(new InboxEntry(notification)) is not { } entry)
        {
            return Messages.RequestNotKept;
        }

        try
        {
            await WriteAsync(entry).WaitAsync(deadline).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The notification may be on the disk, or may be written later. Then Centry delivers it twice.
        }

        return entry.File is null ? Messages.RequestNotKept : null;
    }

    public NotificationLease? Next()
    {
        while (_queue.Next() is { } next)
        {
            if (next.Attempt < _options.MaximumAttempt || !_deadLetters.TryAdd(next))
            {
                next.BeginAttempt();
                return new NotificationLease(next.ToNotification(), () => Complete(next), () => Abandon(next));
            }

            Complete(next);
        }

        return null;
    }

    public void Dispose()
    {
        _checks.Dispose();
        lock (_checks) // a check may be running
        {
            _turn.Wait(); // not released: nothing is written from now on
            _folder.Dispose();
        }
    }

    // Notifications that arrive during a write share the next one.
    private async Task WriteAsync(InboxEntry entry)
    {
        await Task.Yield();
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (entry.File is null && _queue.TakeUnwritten() is { Count: > 0 } batch)
            {
                batch.ForEach(_folder.TryAppend(batch) ? _queue.Ready : _queue.Remove);
                Guard.TryRun(_arrived, _folder.Fail);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // Adopts the files of processes that have ended, and queues the delayed notifications that are due.
    private void Check()
    {
        lock (_checks)
        {
            if (!_folder.IsDisposed)
            {
                _queue.ReadyDue(_time.GetUtcNow());
                _isCheckFailing = !Guard.TryRun(() => Requeue(_folder.Adopt()), exception =>
                {
                    if (!_isCheckFailing)
                    {
                        _warn(Messages.InboxTroubled.With(Folder, InboxFolder.Reason(exception)));
                    }
                });
                Guard.TryRun(_arrived, _folder.Fail);
            }
        }
    }

    // Queues the notifications of adopted files, and copies unreadable lines to the dead letters.
    private void Requeue(IReadOnlyList<InboxContent> adopted)
    {
        foreach (var content in adopted)
        {
            if (content.AheadReceivedAt is { } ahead && !_isAheadReported)
            {
                _isAheadReported = true;
                _warn(Messages.InboxAhead.With(Folder, ahead.ToLocalTime()));
            }

            if (content.Damaged.Count > 0 && _deadLetters.TryAddDamaged(content))
            {
                content.File!.Release();
            }

            _queue.Add(content.Waiting);
        }

        _folder.Retire(adopted);
    }

    private void Complete(InboxEntry entry)
    {
        _queue.Remove(entry);
        entry.Complete();
    }

    private DateTimeOffset? Abandon(InboxEntry entry)
    {
        var due = _time.GetUtcNow() + BackOff[Math.Min(entry.Attempt, BackOff.Length) - 1];
        _queue.Delay(entry, due);
        return due;
    }
}
