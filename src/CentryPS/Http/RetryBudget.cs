namespace CentryPS.Http;

/// <summary>
/// The retry budget of a session. A retry has a cost, and a success refunds part of it. If the server is down, the
/// budget is soon used up, so that a long pipeline does not multiply its calls. The method and the numbers are those of
/// the token bucket in the standard retry mode of the AWS SDKs.
/// </summary>
internal sealed class RetryBudget
{
    private const int Capacity = 500;
    private const int RetryCost = 5;
    private const int TimeoutCost = 10;

    private int _left = Capacity;

    /// <summary>Pays for a retry. Returns false if the budget does not cover it.</summary>
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

    /// <summary>Refunds part of a retry after a successful call.</summary>
    public void Refund()
    {
        if (Volatile.Read(ref _left) < Capacity)
        {
            Interlocked.Increment(ref _left);
        }
    }
}
