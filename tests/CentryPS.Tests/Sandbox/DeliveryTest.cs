using System.Text.Json.Nodes;
using System.Threading.Channels;
using CentryPS.Sandbox.Server.Deliveries;
using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests.Sandbox;

/// <summary>A base class for tests of deliveries, with a clock that the test controls.</summary>
public abstract class DeliveryTest : IAsyncLifetime
{
    private readonly Channel<Delivery> _delivered = Channel.CreateUnbounded<Delivery>();
    private SandboxServer? _centry;

    internal HeldClock Clock { get; } = new();

    internal SandboxServer Centry => _centry!;

    private protected static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _centry = await StartAsync(Clock);

    public virtual async ValueTask DisposeAsync()
    {
        await Centry.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static void AddWebhook(SandboxServer centry, string callback, params string[] topics) => centry.Webhooks.Add(
        new JsonObject([new("callback_url", callback), .. topics.Select(topic => KeyValuePair.Create(topic, (JsonNode?)true))]));

    private protected void AddWebhook(string callback, params string[] topics) => AddWebhook(Centry, callback, topics);

    private protected static async Task<string> LogAsync(HttpClient http) => await http.GetStringAsync("/sandbox/deliveries", Stopping);

    private protected async Task<Delivery> NextAsync() => await _delivered.Reader.ReadAsync(Stopping).AsTask().Soon();

    private protected async Task<SandboxServer> StartAsync(FakeTimeProvider clock, string[]? companies = null)
    {
        var centry = await SandboxServer.StartAsync(
            new SandboxOptions { Time = clock, WebhookCount = 0, Companies = companies ?? [SandboxOptions.DefaultCompany] },
            Stopping);
        centry.Delivered += delivery => _delivered.Writer.TryWrite(delivery);
        return centry;
    }
}
