using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>
/// A folder that keeps notifications until the pipeline has taken them. Those that come at once are one write and one wait
/// for the disk; equal ones that wait are one. Several processes may use a folder: each has files of its own, and takes over
/// those of a process that has ended.
/// </summary>
internal sealed class Inbox : INotificationQueue
{
    /// <summary>How long Centry delivers again what nobody accepts.</summary>
    public static readonly TimeSpan Redelivery = TimeSpan.FromHours(48);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    // How long one waits that was not taken, by how often it was given: what it failed at may pass.
    private static readonly TimeSpan[] Pauses = [LookAgain, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    private readonly InboxOptions _options;
    private readonly TimeProvider _time;
    private readonly Action _arrived;
    private readonly Action<string> _warn;
    private readonly InboxQueue _queue;
    private readonly InboxFolder _folder;
    private readonly DeadFolder _dead;
    private readonly InboxWriter _writer;
    private readonly InboxAdoption _adoption;
    private readonly ITimer _looking;
    private bool _isTroubled;

    /// <summary>Opens an inbox, which is created if it does not exist, and takes over what belongs to nobody.</summary>
    /// <param name="options">How it is used.</param>
    /// <param name="time">The clock.</param>
    /// <param name="arrived">Called, on any thread, when a notification has come.</param>
    /// <param name="warn">Receives warnings, on any thread.</param>
    /// <exception cref="CentryException">The folder cannot be used.</exception>
    public Inbox(InboxOptions options, TimeProvider time, Action arrived, Action<string> warn)
    {
        (_options, _time, _arrived, _warn) = (options, time, arrived, warn);
        _queue = new InboxQueue(new InboxRoom(options.MaximumSize, () => warn(Messages.InboxFull.With(Folder, options.MaximumSize))));
        _folder = new InboxFolder(options.Folder, time, warn);
        _dead = new DeadFolder(Path.Combine(Folder, "dead"), warn);
        _writer = new InboxWriter(_folder, warn, Written);
        _adoption = new InboxAdoption(options, _folder, _dead, _writer, warn, QueueOrBury);
        try
        {
            Directory.CreateDirectory(Folder);
            var left = _folder.TakeOver();
            LastReceivedAt = left.Select(file => file.LastReceivedAt).Max()
                ?? (left.Any(file => file.Left.AheadReceivedAt is not null) ? time.GetUtcNow() - Redelivery : null);
            _writer.Begin(LastReceivedAt, left); // before the last file that knows when something came may go
            _adoption.Adopt(left);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _folder.Dispose();
            throw CentryException.InvalidForAll(Messages.InboxUnusable.With(Folder, File.Exists(Folder) ? Messages.FolderIsAFile : InboxFolder.Reason(exception)));
        }

        _looking = time.CreateTimer(_ => Look(), state: null, LookAgain, LookAgain);
    }

    /// <summary>Its folder.</summary>
    public string Folder => _options.Folder;

    /// <summary>
    /// When the last notification came before this run; null if none ever did. Dates in the future are not believed: if there is
    /// no other, it is the time from which on Centry delivers again what nobody accepted.
    /// </summary>
    public DateTimeOffset? LastReceivedAt { get; }

    /// <summary>Keeps a notification; true once it is on the disk.</summary>
    public async Task<bool> AcceptAsync(CentryNotification notification, CancellationToken deadline)
    {
        notification.Attempt = 0;
        var kept = _queue.AddAsync(new InboxEntry(notification), _writer.AddAsync);
        try
        {
            await ((Task)kept).WaitAsync(deadline).ConfigureAwait(false);
            return await kept.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Not written yet: it may be kept all the same, and Centry delivers it again.
            return kept.Status == TaskStatus.RanToCompletion && await kept.ConfigureAwait(false);
        }
    }

    public IHandover? Next()
    {
        if (_queue.Next() is not { } next)
        {
            return null;
        }

        next.Give();
        return new Handover(this, next, next.ToNotification());
    }

    /// <summary>Waits until what came is on the disk and queued.</summary>
    public void Wait() => _writer.Wait();

    /// <summary>Gives up the folder, with what waits in it.</summary>
    public void Dispose()
    {
        _looking.Dispose();
        Wait();
        _folder.Dispose();
    }

    private void Written(IReadOnlyList<InboxEntry> batch, bool isKept)
    {
        _queue.Written(batch, isKept);
        _arrived();
    }

    // A process that had files here may have ended, and what was not processed may be due.
    private void Look()
    {
        if (Guard.TryRun(() => _adoption.Adopt(_folder.TakeOver()), Trouble) & Guard.TryRun(() => QueueOrBury(_queue.TakeDue(_time.GetUtcNow())), Trouble))
        {
            _isTroubled = false;
        }
    }

    private void Trouble(Exception exception)
    {
        if (!_isTroubled)
        {
            _warn(Messages.InboxTroubled.With(Folder, InboxFolder.Reason(exception)));
        }

        _isTroubled = true;
    }

    private void QueueOrBury(IReadOnlyList<InboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Attempt >= _options.MaximumAttempt && _dead.TryBury(entry))
            {
                entry.Taken();
            }
            else
            {
                _queue.Add(entry);
            }
        }

        if (entries.Count > 0)
        {
            _arrived();
        }
    }

    private DateTimeOffset Refuse(InboxEntry entry)
    {
        var due = _time.GetUtcNow() + Pauses[Math.Min(entry.Attempt, Pauses.Length) - 1];
        _queue.Refuse(entry, due);
        return due;
    }

    private sealed class Handover(Inbox inbox, InboxEntry entry, CentryNotification notification) : IHandover
    {
        public CentryNotification Notification => notification;

        public void Taken() => entry.Taken();

        public DateTimeOffset? Refused() => inbox.Refuse(entry);
    }
}
