namespace CentryPS.Models;

/// <summary>The action that brings a webhook to its desired state.</summary>
public enum CentryWebhookAction
{
    /// <summary>No action: the webhook is as desired, or it is left unchanged.</summary>
    None,

    /// <summary>The webhook does not exist and is created.</summary>
    Create,

    /// <summary>The topics that differ are turned on or off.</summary>
    Update,

    /// <summary>The webhook is not desired and is removed.</summary>
    Remove,
}
