namespace CentryPS.Notifications;

/// <summary>How much of an inbox waits, and whether there is room for more. For one thread at a time.</summary>
/// <param name="maximum">How much may wait, in bytes.</param>
/// <param name="full">Called when there is no room, and not again before a tenth of it has become free.</param>
internal sealed class InboxRoom(long maximum, Action full)
{
    private long _used;
    private bool _isReported;

    /// <summary>Takes room for a new notification; false if there is too little.</summary>
    public bool TryTake(InboxEntry entry)
    {
        if (_used + entry.Size <= maximum)
        {
            Take(entry);
            return true;
        }

        if (!_isReported)
        {
            _isReported = true;
            full();
        }

        return false;
    }

    /// <summary>Takes room for one that is on the disk already.</summary>
    public void Take(InboxEntry entry) => _used += entry.Size;

    /// <summary>Gives room back.</summary>
    public void Free(InboxEntry entry)
    {
        _used -= entry.Size;
        _isReported &= _used > maximum - (maximum / 10);
    }
}
