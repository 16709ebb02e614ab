using CentryPS.Http;
using CentryPS.Limits;

namespace CentryPS.Tests.Support;

/// <summary>Simulates the client and a server that limits its callers, on a simulated clock.</summary>
/// <param name="limit">The server's limit.</param>
internal sealed class Simulation(ServerLimit limit)
{
    private readonly List<double> _servedAt = [];

    public SimulatedClock Clock { get; } = new();

    /// <summary>The times of accepted calls, in seconds.</summary>
    public IReadOnlyList<double> ServedAt => _servedAt;

    /// <summary>The errors of the calls that failed.</summary>
    public List<CentryException> Failures { get; } = [];

    /// <summary>The number of a call that is always refused, and the status of its refusals.</summary>
    public (int Number, int Status)? AlwaysRefused { get; init; }

    /// <summary>The share of the allowed calls that were accepted.</summary>
    public double Share => limit.Accepted / limit.MaximumCalls(Clock.Seconds);

    /// <summary>The refusals per accepted call.</summary>
    public double Refused => (double)limit.Refused / limit.Accepted;

    public CentrySender Session(int retries = 4) => new(
        new ServerUri(new Uri("http://127.0.0.1")),
        new SendOptions { Time = Clock, MaximumRetryCount = retries },
        new Redactor(),
        new Server(this, limit));

    /// <summary>Makes calls in a session, with the concurrency of a cmdlet.</summary>
    public Simulation Run(int calls, int throttle)
    {
        Clock.Run(MakeAsync(Session(), calls, throttle));
        return this;
    }

    /// <summary>Makes calls in a session, until one fails with a final error.</summary>
    public async Task MakeAsync(CentrySender session, int calls, int throttle)
    {
        var end = new TaskCompletionSource();
        await Task.WhenAny(end.Task, Task.WhenAll(Enumerable.Range(0, throttle).Select(_ => WorkAsync())));

        async Task WorkAsync()
        {
            while (calls-- > 0)
            {
                var call = new CentryCall<int>(HttpMethod.Put, $"{calls}.json", response => (int)response.Status);
                try
                {
                    await session.Begin(call, new SilentObserver(), CancellationToken.None).SendAsync(Wire.Token);
                }
                catch (CentryException failure)
                {
                    Failures.Add(failure);
                    _ = failure.IsFinal && end.TrySetResult();
                }
            }
        }
    }

    private sealed class Server(Simulation simulation, ServerLimit limit) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var clock = simulation.Clock;
            var response = simulation.AlwaysRefused is { } call && request.RequestUri!.AbsolutePath == $"/{call.Number}.json"
                ? new LimitResponse(call.Status, 0.01)
                : limit.Handle(clock.Seconds);
            if (response.IsAccepted)
            {
                simulation._servedAt.Add(clock.Seconds);
            }

            // Continuations run synchronously, on the simulation's only thread.
            var pending = new TaskCompletionSource<HttpResponseMessage>();
            clock.Schedule(response.Latency, () => _ = response.Status == ScriptedLimit.Dropped
                ? pending.TrySetException(new HttpRequestException("dropped", new IOException()))
                : pending.TrySetResult(Message(response)));
            return pending.Task;
        }

        private HttpResponseMessage Message(LimitResponse response)
        {
            var message = new HttpResponseMessage((System.Net.HttpStatusCode)response.Status)
            {
                Content = new ByteArrayContent("{}"u8.ToArray()),
            };
            if (!response.IsAccepted && limit.RetryAfter is { } seconds)
            {
                message.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
            }

            return message;
        }
    }
}
