using CentryPS.Http.Pacing;

namespace CentryPS.Http;

/// <summary>Wants to hear nothing of a call.</summary>
internal sealed class SilentObserver : ICallObserver
{
    public bool WantsAttempts => false;

    public bool WantsDetail => false;

    public void Attempted(AttemptRecord attempt)
    {
    }

    public void Waiting(TimeSpan delay)
    {
    }

    public void Paced(PaceLimits limits)
    {
    }
}
