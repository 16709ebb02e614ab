using CentryPS.Http;
using CentryPS.Http.Pacing;

namespace CentryPS.Tests.Support;

/// <summary>Records the events of a client that is called without a cmdlet.</summary>
internal sealed class Observer : ICallObserver
{
    private readonly Lock _lock = new();

    public List<AttemptRecord> Attempts { get; } = [];

    public List<TimeSpan> Waits { get; } = [];

    public List<PaceLimits> Limits { get; } = [];

    public bool WantsAttempts => true;

    public bool WantsDetail => true;

    public void Attempted(AttemptRecord attempt)
    {
        lock (_lock)
        {
            Attempts.Add(attempt);
        }
    }

    public void Waiting(TimeSpan delay)
    {
        lock (_lock)
        {
            Waits.Add(delay);
        }
    }

    public void Paced(PaceLimits limits)
    {
        lock (_lock)
        {
            Limits.Add(limits);
        }
    }
}
