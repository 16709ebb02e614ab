namespace CentryPS.Notifications;

/// <summary>The open connections, and the choice of the one to close when there is no room for another.</summary>
/// <remarks>
/// An address has no limit of its own: behind a proxy or a tunnel all clients have the same one. Instead, when all places are taken,
/// a new connection replaces one that waits for its client: the oldest of the address that has most of these. A client that opens a
/// thousand connections and sends nothing, or half a request, loses these, and keeps nobody out, not even those behind the same proxy.
/// A request that has arrived completely is answered; only when such requests take all places is a new connection refused.
/// </remarks>
/// <param name="most">How many may be open.</param>
internal sealed class OpenConnections(int most)
{
    private readonly List<NotificationConnection> _open = [];

    /// <summary>Adds a connection; false where there is no room.</summary>
    public bool TryAdd(NotificationConnection connection)
    {
        lock (_open)
        {
            if (_open.Count >= most && !TryMakeRoom())
            {
                return false;
            }

            _open.Add(connection);
            return true;
        }
    }

    /// <summary>Removes a connection that has ended.</summary>
    public void Remove(NotificationConnection connection)
    {
        lock (_open)
        {
            _open.Remove(connection);
        }
    }

    // Between the choice and the end of a connection its request may become complete; then the next one is tried.
    private bool TryMakeRoom() => _open
        .Where(connection => connection.IsWaiting)
        .GroupBy(connection => connection.Address)
        .OrderByDescending(ofAddress => ofAddress.Count())
        .SelectMany(ofAddress => ofAddress.OrderBy(connection => connection.WaitingSince))
        .FirstOrDefault(connection => connection.TryEnd(Messages.RequestTooMany)) is { } ended && _open.Remove(ended);
}
