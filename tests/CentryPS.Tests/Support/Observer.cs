using CentryPS.Http;

namespace CentryPS.Tests;

/// <summary>Listens to a client that is called without a cmdlet, and keeps what it hears.</summary>
internal sealed class Observer : ICallObserver
{
    private readonly Lock _lock = new();

    public List<Exchange> Exchanges { get; } = [];

    public List<TimeSpan> Waits { get; } = [];

    public bool WantsExchanges => true;

    public bool WantsDetail => true;

    public void Exchanged(Exchange exchange)
    {
        lock (_lock)
        {
            Exchanges.Add(exchange);
        }
    }

    public void Waiting(TimeSpan delay)
    {
        lock (_lock)
        {
            Waits.Add(delay);
        }
    }

    public void Renewed()
    {
    }
}
