using CentryPS.Models;

namespace CentryPS.Notifications;

/// <summary>A notification that was given to the pipeline, which has not taken it yet.</summary>
internal interface IHandover
{
    /// <summary>What is given.</summary>
    CentryNotification Notification { get; }

    /// <summary>The pipeline has taken it.</summary>
    void Taken();

    /// <summary>The pipeline did not take it.</summary>
    /// <returns>When it is given again at the earliest; null where Centry brings it again.</returns>
    DateTimeOffset? Refused();
}
