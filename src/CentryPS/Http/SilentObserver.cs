namespace CentryPS.Http;

/// <summary>Wants to hear nothing of a call.</summary>
internal sealed class SilentObserver : ICallObserver
{
    public bool WantsExchanges => false;

    public bool WantsDetail => false;

    public void Exchanged(Exchange exchange)
    {
    }

    public void Waiting(TimeSpan delay)
    {
    }

    public void Renewed()
    {
    }
}
