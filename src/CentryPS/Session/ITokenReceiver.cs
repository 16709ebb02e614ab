namespace CentryPS.Session;

/// <summary>Whoever stores the tokens of a session's renewals.</summary>
internal interface ITokenReceiver
{
    /// <summary>Whether this thread works where the receiver came from, so that it has all that it needs.</summary>
    bool IsAtHome { get; }

    /// <summary>Stores them; whatever it throws means that they are not stored.</summary>
    void Receive(CentryTokens tokens);
}
