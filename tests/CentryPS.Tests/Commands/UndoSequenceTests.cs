using System.Text.Json.Nodes;
using CsCheck;

namespace CentryPS.Tests.Commands;

/// <summary>
/// After any bulk runs with faults and kills, undoing all of them, latest first, restores the initial state. Changes
/// that a colleague made in between are kept and reported as a Conflict.
/// </summary>
public sealed class UndoSequenceTests : IAsyncLifetime
{
    private static readonly string[] Values = ["'uno'", "'dos'", "'DOS'", "$null"];
    private static readonly string[] Topics = ["OrderSave", "ProductSave", "'OrderSave', 'OrderDelete'"];
    private static readonly string[] Addresses = ["https://a.example/x", "https://b.example/x", "https://c.example/x", "https://d.example/x"];
    private static readonly FaultKind[] Kinds = [FaultKind.Status, FaultKind.DropBefore, FaultKind.DropAfter, FaultKind.Cut, FaultKind.Empty, FaultKind.HalfJson];

    private static readonly Gen<Fault> AnyFault = Gen.Select(Gen.Int[0, Kinds.Length - 1], Gen.Int[0, 2], Gen.Int[1, 2])
        .Select((kind, method, times) => new Fault { Kind = Kinds[kind], Status = 500, Method = new[] { "PUT", "POST", "DELETE" }[method], Times = times });

    private static readonly Gen<Bulk> AnyBulk = Gen.Select(
        Gen.Int[0, 4],
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 3]).Array[1, 4],
        AnyFault.Array[0, 2],
        Gen.Int[0, 2],
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3]).Array[0, 2]).Select((kind, rows, faults, killed, edits) => new Bulk(kind, rows, faults, killed, edits));

    private readonly TemporaryFolder _folder = new();
    private readonly PowerShellHost _shell = new();
    private readonly RunningClock _clock = new();
    private SandboxServer _centry = null!;
    private string[] _orders = [];
    private string[] _webhooks = [];
    private string _journal = string.Empty;
    private int _stories;

    public async ValueTask InitializeAsync()
    {
        _centry = await SandboxServer.StartAsync(new SandboxOptions { OrderCount = 3, WebhookCount = 0, Time = new SameTime(_clock) });
        _shell.Use(Client.Sessions(_centry.BaseUri, _clock, retries: 1, timeout: 3600).WithAccessToken(_centry.AccessToken));
        _orders = [.. _centry.Orders.All().Select(order => order.ToJsonString())];
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        _folder.Dispose();
        await _centry.DisposeAsync();
    }

    [Fact]
    public void Undoing_all_runs_restores_the_initial_state_except_for_changes_by_others() =>
        AnyBulk.Array[1, 4].Sample(Play, iter: 25, threads: 1);

    private void Play(Bulk[] story)
    {
        Begin();
        var expected = State();
        var edits = new List<Edit>();
        foreach (var bulk in story)
        {
            Array.ForEach(bulk.Faults, _centry.Faults.Add);
            _shell.Run($"{Script(bulk)} -Undoable -ThrottleLimit 2 -ResultPath '{_journal}'");
            _centry.Faults.Clear();
            Kill(bulk.Killed);
            foreach (var (target, attribute) in bulk.Edits)
            {
                edits.AddRange(Act(target, attribute, $"colega {edits.Count}"));
            }
        }

        var changes = Changes();
        var conflicts = changes.Select(change => change.Run).Distinct().Reverse().SelectMany(Undo).ToArray();

        foreach (var edit in edits.GroupBy(edit => edit.Key).Select(same => same.Last()))
        {
            expected[edit.Key] = $"\"{edit.Value}\"";
            var isUndone = changes.Take(edit.Changes).Any(change => edit.Key.StartsWith(change.Label, StringComparison.Ordinal)
                && change.Outcome != CentryChangeOutcome.NotApplied && change.New is not null && change.Old?.Keys.Any(name => edit.Key.EndsWith(" " + name, StringComparison.Ordinal)) == true);
            Assert.True(!isUndone || conflicts.Any(conflict => conflict.Contains(edit.Value)), $"{edit} is not reported");
        }

        Assert.All(conflicts, conflict => Assert.True(conflict.StartsWith("Conflict,", StringComparison.Ordinal) && conflict.Contains("colega", StringComparison.Ordinal), conflict));
        Assert.Equal(expected, State());
    }

    private void Begin()
    {
        _journal = _folder.File($"{++_stories}.csv");
        Array.ForEach(_orders, order => _centry.Orders.Add((JsonObject)JsonNode.Parse(order)!));
        _shell.Run("Get-CentryWebhook | Remove-CentryWebhook -Force");
        _shell.Run(string.Join('\n', Addresses.Take(3).Select((address, i) => $"New-CentryWebhook {address} -Topic {Topics[i]}")));
        Assert.Empty(_shell.Errors);
        _webhooks = [.. _centry.Webhooks.All().Select(webhook => (string)webhook["_id"]!)];
    }

    private string Script(Bulk bulk)
    {
        if (bulk.Kind == 4)
        {
            var desired = bulk.Rows.DistinctBy(row => row.Value).Select(row => $"@{{ CallbackUrl = '{Addresses[row.Value]}'; Topic = {Topics[row.Attribute]} }}");
            return $"{string.Join(", ", desired)} | Sync-CentryWebhook -CallbackUrl 'https://*' -Prune -Confirm:$false";
        }

        var rows = bulk.Rows.Select(row => bulk.Kind < 2
            ? $"@{{ Id = '{_centry.Orders.All()[row.Target]["_id"]}'; Property = @{{ {OrderProperty(row.Attribute, Values[row.Value])} }} }}"
            : $"@{{ Id = '{Webhook(row.Target)}'; Property = @{{ events = {Values[row.Value]}; on_product_delete = ${row.Attribute == 1} }} }}");
        return $"{string.Join(", ", rows)} | ForEach-Object {{ [pscustomobject] $_ }} | " + bulk.Kind switch
        {
            < 2 => "Set-CentryOrder",
            2 => "Set-CentryWebhook",
            _ => "Select-Object Id | Remove-CentryWebhook -Force",
        };
    }

    private static string OrderProperty(int attribute, string value) => attribute switch
    {
        0 => $"status_origin = {value}",
        1 => $"buyer_dni = {value}",
        _ => $"address_shipping = @{{ city = {value} }}",
    };

    private string Webhook(int target) => _centry.Webhooks.All().Where(webhook => (string?)webhook["callback_url"] == Addresses[target + 1]).Select(webhook => (string)webhook["_id"]!).FirstOrDefault("0123456789abcdef01234567");

    // Removes the last outcomes from the journal, as if the process had been killed.
    private void Kill(int outcomes)
    {
        var lines = File.Exists(_journal) ? File.ReadAllLines(_journal) : [];
        var lost = lines.Reverse().Take(outcomes).TakeWhile(line => !line.Contains(",Started,") && !line.StartsWith("run,", StringComparison.Ordinal)).Count();
        if (lost > 0)
        {
            File.WriteAllText(_journal, string.Concat(lines[..^lost].Select(line => line + "\r\n")));
        }
    }

    // Changes an order, or an existing webhook, as a colleague.
    private IEnumerable<Edit> Act(int target, int attribute, string value)
    {
        var done = Changes().Length;
        if (attribute == 3)
        {
            if (_centry.Webhooks.Find(_webhooks[target]) is { } webhook)
            {
                webhook["events"] = value;
                _centry.Webhooks.Add(webhook);
                yield return new Edit($"{webhook["callback_url"]} events", value, done);
            }

            yield break;
        }

        var order = _centry.Orders.All()[target];
        var (place, name) = attribute == 2 ? (order["address_shipping"]!.AsObject(), "city") : (order, attribute == 0 ? "status_origin" : "buyer_dni");
        place[name] = value;
        _centry.Orders.Add(order);
        yield return new Edit($"{order["_id"]} {(attribute == 2 ? "address_shipping." : string.Empty)}{name}", value, done);
    }

    private CentryChange[] Changes() => File.Exists(_journal) ? [.. _shell.Run($"Get-CentryChange '{_journal}'").Select(item => (CentryChange)item.BaseObject)] : [];

    private IEnumerable<string> Undo(string run)
    {
        _shell.Run($"Undo-CentryChange '{_journal}' -Run {run} -WarningAction Ignore");
        return _shell.Errors.Where(error => !error.Exception.Message.Contains("does not keep the old values")).Select(error => $"{error.FullyQualifiedErrorId} {error.Exception.Message}").ToArray();
    }

    // Returns all values by the key of the object and the attribute, without the ids and times that Centry assigns.
    private SortedDictionary<string, string> State() => new(_centry.Orders.All().Select(order => ((string)order["_id"]!, order))
        .Concat(_centry.Webhooks.All().Select(webhook => ((string)webhook["callback_url"]!, webhook)))
        .SelectMany(item => Parts(item.Item2).Select(part => (Key: $"{item.Item1} {part.Key}", part.Value)))
        .ToDictionary(part => part.Key, part => part.Value?.ToJsonString() ?? "null"), StringComparer.Ordinal);

    private static IEnumerable<(string Key, JsonNode? Value)> Parts(JsonObject item) => item
        .SelectMany(pair => pair.Value is JsonObject parts ? parts.Select(part => (Key: $"{pair.Key}.{part.Key}", part.Value)) : [(pair.Key, pair.Value)])
        .Where(part => part.Key is not ("_id" or "created_at" or "updated_at" or "address_shipping.updated_at"));

    private sealed record Bulk(int Kind, (int Target, int Attribute, int Value)[] Rows, Fault[] Faults, int Killed, (int Target, int Attribute)[] Edits);

    private sealed record Edit(string Key, string Value, int Changes);

    // The time of the session, with the timers of the system.
    private sealed class SameTime(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();
    }
}
