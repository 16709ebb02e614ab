namespace CentryPS.Models.Json;

/// <summary>A line of an inbox file: a notification and its state, or the file's header.</summary>
internal sealed class InboxLine
{
    /// <summary>The version of the format, only in the header.</summary>
    public int? Inbox { get; set; }

    /// <summary>The time of the last notification before this file was created, only in the header.</summary>
    public DateTimeOffset? LastReceivedAt { get; set; }

    /// <summary>True if the pipeline has processed the notification.</summary>
    public bool Taken { get; set; }

    /// <summary>The number of times that the notification was output.</summary>
    public int Attempts { get; set; }

    /// <summary>The number of times that Centry delivered the notification.</summary>
    public int Deliveries { get; set; }

    /// <summary>The time of the first delivery.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>The notification as Centry posted it.</summary>
    public CentryNotification? Notification { get; set; }
}
