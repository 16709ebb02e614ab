using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CentryPS.Tests.Sandbox;
using CsCheck;

namespace CentryPS.Tests.Commands;

/// <summary>
/// Two administrators work in one account. Even if the second one acts between requests of the first, the first changes
/// and removes only webhooks in its scope, in the state that it last read and as planned.
/// </summary>
public sealed partial class TwoAdministratorsTests : IAsyncLifetime
{
    private static readonly string[] Addresses = ["https://tienda.example/a", "https://tienda.example/b", "https://otra.example/c", "https://otra.example/d"];

    private static readonly Gen<(int Request, int Webhook, int Act)[]> Acts = Gen.Select(Gen.Int[1, 14], Gen.Int[0, 3], Gen.Int[0, 3]).Array[0, 5];

    private readonly SemaphoreSlim _turn = new(1);
    private readonly PowerShellHost _shell = new();
    private readonly List<(string Method, string? Id, JsonNode? Answer)> _calls = [];
    private SandboxServer _centry = null!;
    private RawServer _relay = null!;
    private (int Request, int Webhook, int Act)[] _acts = [];
    private string[] _ids = [];

    public async ValueTask InitializeAsync()
    {
        _centry = await SandboxServer.StartAsync(new SandboxOptions { WebhookCount = 0 });
        _relay = new RawServer(AnswerAsync);
        _shell.Connect(_relay.BaseUri, _centry.AccessToken);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        _relay.Dispose();
        _turn.Dispose();
        await _centry.DisposeAsync();
    }

    [Fact]
    public void Sync_changes_only_what_is_in_its_scope_and_as_its_plan_shows_it() =>
        Gen.Select(Acts, Gen.Bool.Array[4], Gen.Bool.Array[2]).Sample(Play, iter: 60, threads: 1);

    private void Play((int Request, int Webhook, int Act)[] acts, bool[] topics, bool[] desired)
    {
        foreach (var left in _centry.Webhooks.All())
        {
            Remove((string)left["_id"]!);
        }

        _ids = [.. Addresses.Select((address, i) => (string)_centry.Webhooks.Add(new JsonObject { ["callback_url"] = address, ["on_order_save"] = topics[i] })["_id"]!)];
        _acts = acts;
        _calls.Clear();
        var rows = Addresses.Take(2).Where((_, i) => desired[i]).Select(address => $"@{{ CallbackUrl = '{address}'; Topic = 'OrderSave' }}");

        _shell.Run($"Sync-CentryWebhook @({string.Join(", ", rows)}) -CallbackUrl 'https://tienda.example/*' -Prune -AllowEmpty -Confirm:$false");

        Assert.All(_shell.Errors, error => Assert.Matches("^(Conflict|NotFound),", error.FullyQualifiedErrorId));
        foreach (var (write, i) in _calls.Select((call, i) => (call, i)).Where(call => call.call.Method is "PUT" or "DELETE"))
        {
            var before = _calls.Take(i).ToArray();
            var look = before.Last(call => call.Method == "GET" && call.Id == write.Id).Answer;
            var listed = before.Where(call => call.Id is null).SelectMany(call => (call.Answer as JsonArray) ?? []).Last(item => (string?)item!["_id"] == write.Id);
            Assert.StartsWith("https://tienda.example/", (string?)look!["callback_url"]);
            Assert.Equal(Shown(listed), Shown(look));
        }
    }

    private async Task AnswerAsync(string request, System.Net.Sockets.NetworkStream stream, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            foreach (var act in _acts.Where(act => act.Request == _calls.Count + 1))
            {
                Act(_ids[act.Webhook], act.Act);
            }

            var answer = await _centry.AnswerAsync(request, stop);
            var text = System.Text.Encoding.UTF8.GetString(answer);
            var call = Call().Match(request);
            _calls.Add((call.Groups[1].Value, call.Groups[2].Success ? call.Groups[2].Value : null, JsonNode.Parse(text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])));
            await stream.WriteAsync(answer, stop);
        }
        finally
        {
            _turn.Release();
        }
    }

    // Acts as the second administrator on a webhook that still exists.
    private void Act(string id, int act)
    {
        if (_centry.Webhooks.Find(id) is not { } webhook)
        {
            return;
        }

        switch (act)
        {
            case 0:
                Remove(id);
                return;
            case 1:
                webhook["callback_url"] = "https://otra.example/e";
                break;
            case 2:
                webhook["callback_url"] = "https://tienda.example/f";
                break;
            default:
                webhook["on_product_save"] = true;
                break;
        }

        _centry.Webhooks.Add(webhook);
    }

    private void Remove(string id)
    {
        using var http = BareClient.Of(_centry);
        http.DeleteAsync(new Uri($"webhooks/{id}.json?force=true", UriKind.Relative)).GetAwaiter().GetResult().Dispose();
    }

    private static string Shown(JsonNode? webhook) => $"{webhook!["callback_url"]} {webhook["on_order_save"]} {webhook["on_product_save"]}";

    [GeneratedRegex("^([A-Z]+) /conexion/v1/webhooks(?:/([0-9a-f]{24}))?")]
    private static partial Regex Call();
}
