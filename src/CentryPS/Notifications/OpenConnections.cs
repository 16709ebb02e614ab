namespace CentryPS.Notifications;

/// <summary>The open connections, and which one to close when there is no room for another.</summary>
/// <remarks>
/// An address has no limit of its own, because all clients behind a proxy or a tunnel share one. Instead, at the
/// maximum, a new connection replaces one that waits for its client: the oldest of the address with the most such
/// connections. A client that opens a thousand connections and sends nothing, or half a request, loses them and blocks
/// no one, not even clients behind the same proxy. A complete request gets its response; a new connection is refused
/// only if such requests hold all connections.
/// </remarks>
internal sealed class OpenConnections(int maximum)
{
    private readonly List<NotificationConnection> _open = [];

    /// <summary>Adds a connection; false if there is no room.</summary>
    public bool TryAdd(NotificationConnection connection)
    {
        lock (_open)
        {
            if (_open.Count >= maximum && !TryMakeRoom())
            {
                return false;
            }

            _open.Add(connection);
            return true;
        }
    }

    public void Remove(NotificationConnection connection)
    {
        lock (_open)
        {
            _open.Remove(connection);
        }
    }

    // The chosen connection's request may become complete before it is closed; then the next one is tried.
    private bool TryMakeRoom() => _open
        .Where(connection => connection.IsWaiting)
        .GroupBy(connection => connection.Address)
        .OrderByDescending(ofAddress => ofAddress.Count())
        .SelectMany(ofAddress => ofAddress.OrderBy(connection => connection.WaitingSince))
        .FirstOrDefault(connection => connection.TryClose(Messages.RequestTooMany)) is { } closed
        && _open.Remove(closed);
}
