using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Tests.Sandbox;

/// <summary>A change in the sandbox raises an event.</summary>
public sealed class ChangeTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<ObjectChange> _changes = new();
    private SandboxServer _centry = null!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _centry = await SandboxServer.StartAsync(cancellationToken: Stopping);
        _centry.Changed += _changes.Enqueue;
    }

    public ValueTask DisposeAsync() => _centry.DisposeAsync();

    [Fact]
    public async Task Each_change_over_HTTP_raises_one_event_with_its_JSON()
    {
        using var http = BareClient.Of(_centry);

        using var created = await http.PostAsJsonAsync("webhooks.json", new { callback_url = "https://tienda.example" }, Stopping);
        var first = await created.Content.ReadAsStringAsync(Stopping);
        var id = (string)JsonNode.Parse(first)!["_id"]!;
        using var changed = await http.PutAsJsonAsync($"webhooks/{id}.json", new { on_order_save = true }, Stopping);
        var second = await changed.Content.ReadAsStringAsync(Stopping);
        using var deleted = await http.DeleteAsync($"webhooks/{id}.json", Stopping);

        Assert.Equal(
            [("webhooks", id, ChangeKind.Created, first), ("webhooks", id, ChangeKind.Changed, second), ("webhooks", id, ChangeKind.Deleted, second)],
            _changes.Select(change => (change.Resource, change.Id, change.Kind, Encoding.UTF8.GetString(change.Json.Span))));
    }

    [Fact]
    public async Task Failed_or_reading_request_raises_no_event()
    {
        using var http = BareClient.Of(_centry);

        using var read = await http.GetAsync("orders.json", Stopping);
        using var missing = await http.DeleteAsync("orders/none.json", Stopping);
        using var refused = await http.PostAsJsonAsync("webhooks.json", new { callback_url = "here" }, Stopping);

        Assert.Empty(_changes);
    }

    [Fact]
    public void Replacing_an_object_raises_a_change_event()
    {
        var id = (string)_centry.Orders.All()[0]["_id"]!;

        _centry.Orders.Add(new JsonObject { ["_id"] = id });

        Assert.Equal((id, ChangeKind.Changed), _changes.Select(change => (change.Id, change.Kind)).Single());
    }

    [Fact]
    public void Change_is_visible_to_other_threads_when_its_event_is_raised()
    {
        var seen = new List<bool>();
        _centry.Changed += change =>
        {
            var look = Task.Run(() => _centry.Orders.Find(change.Id) is not null, Stopping);
            seen.Add(look.Wait(TimeSpan.FromSeconds(20), Stopping) && look.Result);
        };

        _centry.Orders.Add([]);

        Assert.Equal([true], seen);
    }

    [Fact]
    public void Change_made_by_a_listener_is_reported_after_the_current_event()
    {
        _centry.Changed += change => _ = change.Resource == "orders" ? _centry.Webhooks.Add([]) : null;
        var last = new List<string>();
        _centry.Changed += change => last.Add(change.Resource);

        _centry.Orders.Add([]);

        Assert.Equal(["orders", "webhooks"], last);
    }

    [Fact]
    public async Task Events_of_concurrent_changes_form_a_consistent_history()
    {
        const string Id = "69a582d7a8d1d10b0cffffff";
        using var http = BareClient.Of(_centry);

        await Parallel.ForAsync(0, 60, Stopping, async (i, stopping) =>
        {
            _centry.Orders.Add(new JsonObject { ["_id"] = Id, ["n"] = i });
            using var deleted = await http.DeleteAsync($"orders/{Id}.json", stopping);
        });

        var isThere = false;
        foreach (var change in _changes)
        {
            Assert.Equal(isThere, change.Kind is not ChangeKind.Created);
            isThere = change.Kind is not ChangeKind.Deleted;
        }

        Assert.Equal(60, _changes.Count(change => change.Kind is not ChangeKind.Deleted));
        Assert.Equal(isThere, _centry.Orders.Find(Id) is not null);
    }

    [Fact]
    public void Change_returns_after_its_event_is_handled()
    {
        var handled = new ConcurrentBag<bool>();

        Parallel.For(0, 40, _ =>
        {
            var id = (string)_centry.Orders.Add([])["_id"]!;
            handled.Add(_changes.Any(change => change.Id == id));
        });

        Assert.DoesNotContain(false, handled);
    }
}
