namespace CentryPS.Notifications;

/// <content>To the disk: what comes while one write is under way goes with the next.</content>
internal sealed partial class Inbox
{
    private void WriteAll()
    {
        while (true)
        {
            List<InboxEntry> batch;
            TaskCompletionSource<bool> kept;
            lock (_gate)
            {
                if (_pending.Count == 0)
                {
                    _isWriting = false;
                    return;
                }

                (batch, kept) = (_pending, _kept);
                (_pending, _kept) = ([], NewKept());
            }

            kept.SetResult(Write(batch));
            _arrived();
        }
    }

    private bool Write(List<InboxEntry> batch)
    {
        var isKept = TryAppend(batch);
        lock (_gate)
        {
            foreach (var entry in batch)
            {
                if (isKept)
                {
                    Queue(entry);
                }
                else if (_waiting.TryGetValue(entry.Key, out var same) && same == entry)
                {
                    _waiting.Remove(entry.Key);
                }
            }
        }

        return isKept;
    }

    private bool TryAppend(List<InboxEntry> batch)
    {
        try
        {
            if (_file.IsFull)
            {
                var full = _file;
                _file = Begin(full.LastReceivedAt);
                full.Release();
            }

            _file.Append(batch);
            _isFailing = false;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_isFailing)
            {
                _warn(Messages.InboxFailed.With(Folder, exception.Message));
            }

            _isFailing = true;
            return false;
        }
    }
}
