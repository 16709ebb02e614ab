namespace CentryPS.Models;

/// <summary>The difference between a webhook and its desired state, with the action that resolves it.</summary>
public sealed class CentryWebhookDifference
{
    /// <summary>The action.</summary>
    public CentryWebhookAction Action { get; internal set; }

    /// <summary>The callback URL exactly as Centry stores it, or as desired if there is no webhook yet.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The topics that are on after the action.</summary>
    public CentryTopic[] Topic { get; init; } = [];

    /// <summary>The topics that are on now.</summary>
    public CentryTopic[] CurrentTopic { get; init; } = [];

    /// <summary>The webhook's id; null if it does not exist yet.</summary>
    public string? Id { get; internal set; }

    /// <summary>The id of the webhook with the same callback URL that is kept, if this one is a duplicate.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>The step for the webhook that is kept, if this one is a duplicate; otherwise null.</summary>
    internal CentryWebhookDifference? Kept { get; init; }

    /// <summary>The company that the webhook belongs to; null if unknown, as in an account without webhooks.</summary>
    public string? CompanyId { get; internal set; }

    /// <summary>The reason in the user's language; null if the webhook is as desired.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Returns the callback URL.</summary>
    public override string ToString() => CallbackUrl ?? base.ToString()!;
}
