namespace CentryPS.Limits;

/// <summary>What a server that limits its callers makes of a call.</summary>
/// <param name="Status">200, or the status of a refusal.</param>
/// <param name="Seconds">How long the answer takes.</param>
public readonly record struct Verdict(int Status, double Seconds)
{
    /// <summary>Whether it does what it is asked.</summary>
    public bool IsAccepted => Status == 200;
}
