using System.Globalization;
using System.Text;

namespace CentryPS.Notifications;

/// <summary>The first line of a file of an inbox: when the last notification came. Safe from any thread.</summary>
/// <param name="file">The file.</param>
/// <param name="isOurs">Whether the line has, or will have, the length of this version, so that a later date can be written over it.</param>
internal sealed class InboxHeader(DurableFile file, bool isOurs)
{
    private readonly object _gate = new();
    private bool _isOurs = isOurs;

    /// <summary>When the last notification came, in the file or before it.</summary>
    public DateTimeOffset? LastReceivedAt { get; private set; }

    /// <summary>The date is in the file, or in one of its lines.</summary>
    public void See(DateTimeOffset? date)
    {
        lock (_gate)
        {
            LastReceivedAt = new[] { LastReceivedAt, date }.Max();
        }
    }

    /// <summary>Writes the line at the beginning of a new file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Append() => file.Append(Line());

    /// <summary>Reduces the file to the line.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Restart()
    {
        lock (_gate)
        {
            file.Restart(Line());
            _isOurs = true;
        }
    }

    /// <summary>Keeps the date of another file; false if it cannot be written.</summary>
    public bool TryRemember(DateTimeOffset? date)
    {
        lock (_gate)
        {
            if (date is null || date <= LastReceivedAt)
            {
                return true;
            }

            LastReceivedAt = date;
            var line = Line();
            var isKept = false;
            return _isOurs
                && Guard.TryRun(() => isKept = file.TryOverwrite(0, line, line.Length, IsLine), _ => { })
                && isKept;
        }
    }

    private static bool IsLine(byte[] bytes) => bytes[0] == '{' && Array.IndexOf(bytes, (byte)'\n') == bytes.Length - 1;

    private byte[] Line() => Encoding.UTF8.GetBytes(string.Format(
        CultureInfo.InvariantCulture,
        "{{\"inbox\":1,\"last_received_at\":{0,-35}}}\n",
        LastReceivedAt is { } date ? string.Format(CultureInfo.InvariantCulture, "\"{0:o}\"", date) : "null"));
}
