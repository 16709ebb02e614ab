using System.Globalization;
using System.Text;
using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>A notification in an inbox.</summary>
/// <param name="notification">What came.</param>
internal sealed class InboxEntry(CentryNotification notification)
{
    private const int MostCounted = 999_999;

    /// <summary>What came.</summary>
    public CentryNotification Notification => notification;

    /// <summary>What equal ones have in common: all that Centry said.</summary>
    public string Key { get; } = Encoding.UTF8.GetString(notification.ToJson());

    /// <summary>The file that keeps it; null while it is not on the disk.</summary>
    public InboxFile? File { get; set; }

    /// <summary>Where its line begins in the file, in bytes.</summary>
    public long Offset { get; set; }

    /// <summary>Whether it is on the disk, as soon as that is known; false where it cannot be kept.</summary>
    public Task<bool> Kept { get; set; } = Task.FromResult(true);

    /// <summary>Centry brought it again while it waited.</summary>
    public void Repeat(int times)
    {
        notification.Deliveries = Math.Min(notification.Deliveries + times, MostCounted);
        File?.Mark(this, isTaken: false);
    }

    /// <summary>It is given to the pipeline: the next run knows, whatever becomes of this one.</summary>
    public void Give()
    {
        notification.Attempt = Math.Min(notification.Attempt + 1, MostCounted);
        File!.Mark(this, isTaken: false);
    }

    /// <summary>The pipeline has taken it, or it is somewhere else.</summary>
    public void Taken() => File!.Take(this);

    /// <summary>The beginning of its line, whose length is always the same, so that it can be written over.</summary>
    public byte[] Head(bool isTaken) => Encoding.UTF8.GetBytes(string.Format(
        CultureInfo.InvariantCulture,
        "{{\"taken\":{0,-5},\"attempts\":{1,6},\"deliveries\":{2,6},",
        isTaken ? "true" : "false",
        notification.Attempt,
        notification.Deliveries));

    /// <summary>Its line.</summary>
    public byte[] Line()
    {
        var rest = string.Format(CultureInfo.InvariantCulture, "\"received_at\":\"{0:o}\",\"notification\":{1}}}\n", notification.ReceivedAt, Key);
        return [.. Head(isTaken: false), .. Encoding.UTF8.GetBytes(rest)];
    }
}
