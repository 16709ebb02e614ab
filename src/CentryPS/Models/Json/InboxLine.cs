namespace CentryPS.Models.Json;

/// <summary>A line of an inbox's file: a notification and what became of it, or the file's first line.</summary>
internal sealed class InboxLine
{
    /// <summary>The format's version, in the first line of a file alone.</summary>
    public int? Inbox { get; set; }

    /// <summary>In the first line: when the last notification came before this file was begun.</summary>
    public DateTimeOffset? LastReceivedAt { get; set; }

    /// <summary>Whether the pipeline has taken it.</summary>
    public bool Taken { get; set; }

    /// <summary>How often it was given to the pipeline.</summary>
    public int Attempts { get; set; }

    /// <summary>How often Centry brought it.</summary>
    public int Deliveries { get; set; }

    /// <summary>When it came first.</summary>
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>What Centry posted.</summary>
    public CentryNotification? Notification { get; set; }
}
