using CentryPS.Http.Pacing;

namespace CentryPS.Http;

/// <summary>The state that the calls of a session share: connections, pace and retry budget.</summary>
internal sealed class CentrySender(ServerUri server, SendOptions options, Redactor redactor, SessionHandler handler)
{
    /// <summary>Creates a sender with the HTTP handler of the platform, or with another one.</summary>
    public CentrySender(ServerUri server, SendOptions options, Redactor redactor, HttpMessageHandler? inner = null)
        : this(server, options, redactor, new SessionHandler(() => inner ?? HttpClients.CreateHandler(server, options)))
    {
    }

    public ServerUri Server => server;

    public SendOptions Options => options;

    public Redactor Redactor => redactor;

    public Transport Transport { get; } = new(HttpClients.Create(handler), options);

    public Pace Pace { get; } = new(options);

    public FailureReport Report { get; } = new(redactor);

    /// <summary>Begins a call; the result sends it.</summary>
    public PendingCall<T> Begin<T>(CentryCall<T> call, ICallObserver observer, CancellationToken cancellationToken) =>
        new(this, call, observer, cancellationToken);

    /// <inheritdoc cref="SessionHandler.Close"/>
    public void Close() => handler.Close();
}
