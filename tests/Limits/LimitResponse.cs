namespace CentryPS.Limits;

/// <summary>The response of a server that limits its callers.</summary>
/// <param name="Status">200, or the HTTP status of a refusal.</param>
/// <param name="Latency">The latency in seconds.</param>
public readonly record struct LimitResponse(int Status, double Latency)
{
    /// <summary>True if the call was accepted.</summary>
    public bool IsAccepted => Status == 200;
}
