using CentryPS.Http.Pacing;

namespace CentryPS.Http;

/// <summary>Observes the progress of calls. Its members are called from any thread.</summary>
internal interface ICallObserver
{
    /// <summary>True to receive <see cref="Attempted"/>.</summary>
    bool WantsAttempts { get; }

    /// <summary>True to receive attempts with headers and bodies.</summary>
    bool WantsDetail { get; }

    /// <summary>Called after each attempt.</summary>
    void Attempted(AttemptRecord attempt);

    /// <summary>Called before a call waits, for a retry or because of the rate limit.</summary>
    void Waiting(TimeSpan delay);

    /// <summary>Called after each attempt, once a limit of the server is known.</summary>
    void Paced(PaceLimits limits);
}
