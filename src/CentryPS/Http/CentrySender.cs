using CentryPS.Http.Pacing;

namespace CentryPS.Http;

/// <summary>What the calls of a session share on their way: connections, pace, retry budget, and how they are told of.</summary>
internal sealed class CentrySender(ServerUri server, SendOptions options, Redactor redactor, HttpMessageHandler? handler = null)
{
    public ServerUri Server => server;

    public SendOptions Options => options;

    public Transport Transport { get; } = new(HttpClients.Create(server, options, handler), options);

    public Pace Pace { get; } = new(options.Time, options.TotalTime);

    public RetryBudget Budget { get; } = new();

    public AttemptLog Log { get; } = new(redactor, options.Time);

    public FailureReport Report { get; } = new(redactor);

    /// <summary>Begins a call, which is then to be sent.</summary>
    public PendingCall<T> Begin<T>(CentryCall<T> call, ICallObserver observer, CancellationToken cancellationToken) =>
        new(this, call, observer, cancellationToken);
}
