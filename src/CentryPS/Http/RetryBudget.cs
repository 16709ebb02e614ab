namespace CentryPS.Http;

/// <summary>
/// How many retries a session may still make: each costs, each success pays some back. Against a dead server it runs out
/// soon, so that a long pipeline does not multiply its calls (the token bucket of the AWS SDKs' standard retry mode).
/// </summary>
internal sealed class RetryBudget
{
    private const int Capacity = 500;
    private const int RetryCost = 5;
    private const int TimeoutCost = 10;

    private int _left = Capacity;

    /// <summary>Pays for a retry, or says that the session cannot afford one.</summary>
    public bool TrySpend(AttemptFailure? failure)
    {
        var cost = failure == AttemptFailure.TimedOut ? TimeoutCost : RetryCost;
        if (Interlocked.Add(ref _left, -cost) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _left, cost);
        return false;
    }

    /// <summary>Pays back for a call that succeeded.</summary>
    public void Refund()
    {
        if (Volatile.Read(ref _left) < Capacity)
        {
            Interlocked.Increment(ref _left);
        }
    }
}
