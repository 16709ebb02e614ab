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
        catch (IOException exception) when (left.Count > 0)
        {
            // A full disk must not keep in what waits: the next that comes tries again, since this file takes nothing more.
            _warn(Messages.InboxFailed.With(Folder, exception.Message));
            _isFailing = true;
            return left[^1];
        }
    }

    private void Adopt(InboxFile file)
    {
        _dead.Keep(file);
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

        file.Seal();
        _arrived();
    }

    private void Adopt(InboxEntry entry)
    {
        if (entry.Notification.Attempt >= _maximumAttempt && _dead.TryBury(entry))
        {
            entry.Taken();
        }
        else if (_waiting.TryGetValue(entry.Key, out var same))
        {
            same.Repeat(entry.Notification.Deliveries);
            entry.Taken();
        }
        else
        {
            _waiting.Add(entry.Key, entry);
            _ready.Enqueue(entry);
        }
    }
}
