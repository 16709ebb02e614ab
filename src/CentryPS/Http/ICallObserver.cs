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

    /// <summary>Called before the call waits, for a retry or because the server asks for fewer calls.</summary>
    void Waiting(TimeSpan delay);

    /// <summary>Called after an attempt in a session whose server has shown a limit.</summary>
    void Paced(PaceLimits limits);
}
