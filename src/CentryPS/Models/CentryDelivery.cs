namespace CentryPS.Models;

/// <summary>The outcome of a notification that <c>Send-CentryNotification</c> posted to a callback URL.</summary>
public sealed class CentryDelivery
{
    /// <summary>The callback URL to which the notification was posted.</summary>
    public string? CallbackUrl { get; set; }

    /// <summary>The topic; null for a topic that this version does not know.</summary>
    public CentryTopic? Topic { get; set; }

    /// <summary>The status code of the response; null if there was none.</summary>
    public int? StatusCode { get; set; }

    /// <summary>True if Centry would not redeliver: the response has exactly status 200 and is in time.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>The time from connecting to the end of the response or to the failure, in milliseconds.</summary>
    public long ElapsedMilliseconds { get; set; }

    /// <summary>The first 64 KiB of the response body as text; null if there was no response.</summary>
    public string? ResponseBody { get; set; }

    /// <summary>The reason why the notification was not accepted, in the user's language; null if it was.</summary>
    public string? Problem { get; set; }
}
