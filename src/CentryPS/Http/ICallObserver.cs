namespace CentryPS.Http;

/// <summary>Whoever made a call and wants to hear how it goes. Called from any thread.</summary>
internal interface ICallObserver
{
    /// <summary>Whether <see cref="Exchanged"/> is wanted at all.</summary>
    bool WantsExchanges { get; }

    /// <summary>Whether exchanges are wanted with headers and bodies.</summary>
    bool WantsDetail { get; }

    /// <summary>An attempt ended, well or not.</summary>
    void Exchanged(Exchange exchange);

    /// <summary>The call waits before it goes on: a retry, or the server's wish for fewer calls.</summary>
    void Waiting(TimeSpan delay);

    /// <summary>The session's tokens were renewed.</summary>
    void Renewed();
}
