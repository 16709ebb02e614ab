namespace CentryPS.Notifications;

/// <content>What a process that has ended left behind.</content>
internal sealed partial class Inbox
{
    // A process that had files here may have ended.
    private void Look()
    {
        try
        {
            FindLeft().ForEach(Adopt);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _warn(Messages.InboxTroubled.With(Folder, exception.Message));
        }
    }

    // The oldest first: that is what their names begin with.
    private List<InboxFile> FindLeft() => [.. Directory.EnumerateFiles(Folder, "*" + InboxFile.Extension)
        .OrderBy(path => path, StringComparer.Ordinal)
        .Select(InboxFile.TryAdopt)
        .OfType<InboxFile>()];

    private InboxFile BeginAfter(List<InboxFile> left)
    {
        try
        {
            return Begin(LastReceivedAt);
        }
        catch (Exception exception) when (left.Count > 0 && exception is (IOException or UnauthorizedAccessException))
        {
            // A full disk must not keep in what waits: the next that comes tries again, since this file takes nothing more.
            _warn(Messages.InboxFailed.With(Folder, exception.Message));
            _isFailing = true;
            return left.OrderBy(file => file.LastReceivedAt).Last();
        }
    }

    private void Adopt(InboxFile file)
    {
        if (file.Damaged.Count > 0 && _dead.TryKeep(file))
        {
            file.Release();
        }

        lock (_gate)
        {
            if (_isOver)
            {
                file.Dispose();
                return;
            }

            _files.Add(file);
            file.Waiting.ForEach(Adopt);
        }

        if (file != _file) // which stays, with the last date, until another can be begun
        {
            file.Release();
        }

        _arrived();
    }

    private void Adopt(InboxEntry entry)
    {
        if (entry.Notification.Attempt >= _maximumAttempt && _dead.TryBury(entry))
        {
            entry.Taken();
        }
        else
        {
            Queue(entry);
        }
    }

    // What is on the disk waits, unless an equal one does that is on the disk too.
    private void Queue(InboxEntry entry)
    {
        if (_waiting.TryGetValue(entry.Key, out var same) && same != entry && same.File is not null)
        {
            same.Repeat(entry.Notification.Deliveries);
            entry.Taken();
        }
        else
        {
            _waiting[entry.Key] = entry;
            _ready.Enqueue(entry);
        }
    }
}
