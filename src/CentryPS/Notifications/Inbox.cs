using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>
/// A folder that keeps notifications until the pipeline has taken them. Those that come at once are one write and one wait
/// for the disk; equal ones that wait are one. Several processes may use a folder: each has files of its own, and takes over
/// those of a process that has ended.
/// </summary>
internal sealed class Inbox : INotificationQueue
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    // How long one waits that was not taken, by how often it was given: what it failed at may pass.
    private static readonly TimeSpan[] Pauses = [LookAgain, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    private readonly InboxQueue _queue = new();
    private readonly int _maximumAttempt;
    private readonly TimeProvider _time;
    private readonly Action _arrived;
    private readonly Action<string> _warn;
    private readonly InboxFolder _folder;
    private readonly DeadFolder _dead;
    private readonly InboxWriter _writer;
    private readonly ITimer _looking;
    private bool _isTroubled;

    /// <summary>Opens an inbox, which is made where it does not exist, and takes over what belongs to nobody.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="maximumAttempt">How often one is given to the pipeline before it is dead.</param>
    /// <param name="time">The clock.</param>
    /// <param name="arrived">Told, on any thread, when one has come.</param>
    /// <param name="warn">Told, on any thread, of what a person should know.</param>
    /// <exception cref="CentryException">The folder cannot be used.</exception>
    public Inbox(string folder, int maximumAttempt, TimeProvider time, Action arrived, Action<string> warn)
    {
        (_maximumAttempt, _time, _arrived, _warn) = (maximumAttempt, time, arrived, warn);
        _folder = new InboxFolder(folder, time);
        _dead = new DeadFolder(Path.Combine(folder, "dead"), warn);
        _writer = new InboxWriter(_folder, warn, Written);
        try
        {
            Directory.CreateDirectory(folder);
            var left = _folder.TakeOver();
            LastReceivedAt = left.Select(file => file.LastReceivedAt).Max();
            _writer.Begin(left); // before the last file that knows when something came may go
            Adopt(left);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _folder.Dispose();
            throw CentryException.InvalidForAll(Messages.InboxUnusable.With(folder, File.Exists(folder) ? Messages.FolderIsAFile : InboxFolder.Reason(exception)));
        }

        _looking = time.CreateTimer(_ => Look(), state: null, LookAgain, LookAgain);
    }

    /// <summary>Its folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>When the last notification came before this run; null where none ever did.</summary>
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
        return new Handover(this, next);
    }

    /// <summary>Gives up the folder, with what waits in it.</summary>
    public void Dispose()
    {
        _looking.Dispose();
        _writer.Wait();
        _folder.Dispose();
    }

    private void Written(IReadOnlyList<InboxEntry> batch, bool isKept)
    {
        _queue.Written(batch, isKept);
        _arrived();
    }

    // A process that had files here may have ended, and what was not taken may be due.
    private void Look()
    {
        try
        {
            Adopt(_folder.TakeOver());
            _isTroubled = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_isTroubled)
            {
                _warn(Messages.InboxTroubled.With(Folder, InboxFolder.Reason(exception)));
            }

            _isTroubled = true;
        }

        QueueOrBury(_queue.TakeDue(_time.GetUtcNow()));
    }

    private void Adopt(IReadOnlyList<InboxFile> left)
    {
        foreach (var file in left)
        {
            if (file.Damaged.Count > 0 && _dead.TryKeep(file))
            {
                file.Release();
            }

            QueueOrBury(file.Waiting);
            if (!_writer.Needs(file))
            {
                file.Release();
            }
        }
    }

    private void QueueOrBury(IReadOnlyList<InboxEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Notification.Attempt >= _maximumAttempt && _dead.TryBury(entry))
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
        var due = _time.GetUtcNow() + Pauses[Math.Min(entry.Notification.Attempt, Pauses.Length) - 1];
        _queue.Refuse(entry, due);
        return due;
    }

    private sealed class Handover(Inbox inbox, InboxEntry entry) : IHandover
    {
        public CentryNotification Notification => entry.Notification;

        public void Taken() => entry.Taken();

        public DateTimeOffset? Refused() => inbox.Refuse(entry);
    }
}
