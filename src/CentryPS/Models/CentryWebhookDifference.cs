namespace CentryPS.Models;

/// <summary>A step of a plan: what has to happen to a webhook of the account, so that it is as desired.</summary>
public sealed class CentryWebhookDifference
{
    /// <summary>What is done.</summary>
    public CentryWebhookAction Action { get; internal set; }

    /// <summary>The URI that Centry calls: as Centry has it to the letter, or, where there is no webhook yet, as desired.</summary>
    public string? CallbackUrl { get; init; }

    /// <summary>The topics that are on once it is done.</summary>
    public CentryTopic[] Topic { get; init; } = [];

    /// <summary>The topics that are on now.</summary>
    public CentryTopic[] CurrentTopic { get; init; } = [];

    /// <summary>The webhook's identifier; null for one that is not there yet.</summary>
    public string? Id { get; internal set; }

    /// <summary>The identifier of the webhook with the same callback URL that is kept, where this is another one.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>The step of the webhook that is kept in its place; null where there is none.</summary>
    internal CentryWebhookDifference? Kept { get; init; }

    /// <summary>The company that it belongs to; null where Centry has not said: an account without webhooks.</summary>
    public string? CompanyId { get; internal set; }

    /// <summary>Why, for a person; null where all is as desired.</summary>
    public string? Reason { get; internal set; }

    /// <summary>The callback URL.</summary>
    public override string ToString() => CallbackUrl ?? base.ToString()!;
}
