namespace CentryPS.Session;

/// <summary>Stores the tokens of a session's renewals.</summary>
internal interface ITokenReceiver
{
    /// <summary>True on a thread of the runspace that created the receiver and has all that it needs.</summary>
    bool IsInOwnRunspace { get; }

    /// <summary>Stores tokens. If it throws, they are not stored.</summary>
    void Receive(CentryTokens tokens);
}
