using CentryPS.Http.Pacing;

namespace CentryPS.Http;

/// <summary>An observer that ignores everything.</summary>
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
