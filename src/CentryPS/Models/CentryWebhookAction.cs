namespace CentryPS.Models;

/// <summary>What makes a webhook as it is desired.</summary>
public enum CentryWebhookAction
{
    /// <summary>Nothing: it is as desired, or it is left alone.</summary>
    None,

    /// <summary>It is not there, and is created.</summary>
    Create,

    /// <summary>Its topics are others, and those that differ are switched.</summary>
    Update,

    /// <summary>It is not desired, and is removed.</summary>
    Remove,
}
