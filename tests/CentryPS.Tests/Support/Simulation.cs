using CentryPS.Http;
using CentryPS.Limits;

namespace CentryPS.Tests.Support;

/// <summary>
/// Simulates the client with a server that limits its callers, on a clock that jumps.
/// </summary>
/// <param name="limit">The server's limit.</param>
internal sealed class Simulation(ServerLimit limit)
{
    private readonly List<double> _servedAt = [];

    public SimulatedClock Clock { get; } = new();

    /// <summary>The times of accepted calls, in seconds.</summary>
    public IReadOnlyList<double> ServedAt => _servedAt;

    /// <summary>The failures of abandoned calls.</summary>
    public List<CentryException> Lost { get; } = [];

    /// <summary>The number of a call that is always refused, and its status.</summary>
    public (int Number, int Status)? Picky { get; init; }

    /// <summary>The share of the allowed calls that were accepted.</summary>
    public double Share => limit.Accepted / limit.Allows(Clock.Seconds);

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

    /// <summary>Makes calls in a session, until one fails finally.</summary>
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
                    Lost.Add(failure);
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
            var verdict = simulation.Picky is { } picky && request.RequestUri!.AbsolutePath == $"/{picky.Number}.json"
                ? new Verdict(picky.Status, 0.01)
                : limit.Ask(clock.Seconds);
            if (verdict.IsAccepted)
            {
                simulation._servedAt.Add(clock.Seconds);
            }

            var answer = new TaskCompletionSource<HttpResponseMessage>(); // continuations run synchronously, on the simulation's only thread
            clock.In(verdict.Seconds, () => _ = verdict.Status == ScriptedLimit.Dropped
                ? answer.TrySetException(new HttpRequestException("dropped", new IOException()))
                : answer.TrySetResult(Answer(verdict)));
            return answer.Task;
        }

        private HttpResponseMessage Answer(Verdict verdict)
        {
            var answer = new HttpResponseMessage((System.Net.HttpStatusCode)verdict.Status) { Content = new ByteArrayContent("{}"u8.ToArray()) };
            if (!verdict.IsAccepted && limit.RetryAfter is { } seconds)
            {
                answer.Headers.RetryAfter = new System.Net.Http.Headers.RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
            }

            return answer;
        }
    }
}
