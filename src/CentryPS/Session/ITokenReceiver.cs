namespace CentryPS.Session;

/// <summary>Stores renewed tokens of a session, and retries if that fails.</summary>
internal interface ITokenReceiver
{
    /// <summary>Stores tokens, or reports the failure.</summary>
    void Receive(CentryTokens tokens, Action<CentryException> report);

    /// <summary>Retries to store tokens that could not be stored, if this thread can run the receiver.</summary>
    void Retry(Action<CentryException> report);
}
