namespace CentryPS.Models;

/// <summary>What became of a notification that <c>Send-CentryNotification</c> posted to a callback.</summary>
public sealed class CentryDelivery
{
    /// <summary>Where it was posted, to the letter.</summary>
    public string? CallbackUrl { get; set; }

    /// <summary>Its topic; null for one that this version does not know.</summary>
    public CentryTopic? Topic { get; set; }

    /// <summary>The status of the answer; null where there was none.</summary>
    public int? StatusCode { get; set; }

    /// <summary>Whether Centry would take it for delivered: exactly 200, in time. Anything else it would bring again.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>From the beginning of the connection to the end of the answer, or until it failed, in milliseconds.</summary>
    public long ElapsedMilliseconds { get; set; }

    /// <summary>The body of the answer as text, its first 64 KiB; null where there was no answer.</summary>
    public string? ResponseBody { get; set; }

    /// <summary>Why it was not accepted, in the user's language; null where it was.</summary>
    public string? Problem { get; set; }
}
