using CentryPS.Http.Pacing;

namespace CentryPS.Http;

/// <summary>Whoever made a call and wants to hear how it goes. Called from any thread.</summary>
internal interface ICallObserver
{
    /// <summary>Whether <see cref="Attempted"/> is wanted at all.</summary>
    bool WantsAttempts { get; }

    /// <summary>Whether attempts are wanted with headers and bodies.</summary>
    bool WantsDetail { get; }

    /// <summary>An attempt ended, well or not.</summary>
    void Attempted(AttemptRecord attempt);

    /// <summary>The call waits before it goes on: a retry, or the server's wish for fewer calls.</summary>
    void Waiting(TimeSpan delay);

    /// <summary>A call has ended in a session whose server has shown a limit.</summary>
    void Paced(PaceLimits limits);
}
