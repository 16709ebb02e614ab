namespace CentryPS.Session;

/// <summary>Stores the tokens of a session's renewals, and keeps those that it could not store for a retry.</summary>
internal interface ITokenReceiver
{
    /// <summary>Stores tokens, or reports that they are not stored.</summary>
    void Receive(CentryTokens tokens, Action<CentryException> report);

    /// <summary>Tries again to store tokens, if there are any and this thread has all that it needs.</summary>
    void Retry(Action<CentryException> report);
}
