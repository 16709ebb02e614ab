using System.Text.Json.Nodes;
using CsCheck;

namespace CentryPS.Tests.Commands;

/// <summary>After any sequence of faults, the state at Centry is what the cmdlets reported.</summary>
public sealed class FaultSequenceTests : IAsyncLifetime
{
    private static readonly Gen<Fault> AnyFault = Gen.Select(
        // KeepDeleted is excluded, because only Sync checks a removal whose response is true.
        Among(Enum.GetValues<FaultKind>().Where(kind => kind is not (FaultKind.Stall or FaultKind.StallAfter or FaultKind.KeepDeleted)).ToArray()),
        Among(408, 429, 500, 502, 503, 504),
        Among("GET", "PUT", "POST", "DELETE")).Select((kind, status, method) => new Fault { Kind = kind, Status = status, Method = method });

    private static readonly Gen<string> AnyStep = Among("New", "Set", "Remove", "Orders");

    private readonly PowerShellHost _shell = new();
    private SandboxServer _centry = null!;

    public async ValueTask InitializeAsync() => _centry = await SandboxServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _centry.DisposeAsync();
    }

    [Fact]
    public void Any_sequence_of_faults_leaves_the_reported_state() =>
        Gen.Select(AnyStep, AnyFault.Array[0, 5]).Array[1, 6].Sample(Play, iter: 40, threads: 1);

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private void Play((string Step, Fault[] Faults)[] story)
    {
        // The delays of parallel calls add up on this clock, so the timeout of an attempt must be longer.
        _shell.Use(Client.Sessions(_centry.BaseUri, new RunningClock(), retries: 2, timeout: 3600).WithAccessToken(_centry.AccessToken));
        foreach (var (step, faults) in story)
        {
            _centry.Faults.Clear();
            Array.ForEach(faults, _centry.Faults.Add);
            switch (step)
            {
                case "New":
                    Create();
                    break;
                case "Orders":
                    CorrectOrders();
                    break;
                default:
                    ChangeWebhook(step);
                    break;
            }
        }
    }

    private void Create()
    {
        var address = $"https://tienda.example/{Guid.NewGuid()}";
        var made = _shell.Run($"New-CentryWebhook {address}").Select(item => ((CentryWebhook)item.BaseObject).Id);

        var there = _centry.Webhooks.All().Where(item => (string?)item["callback_url"] == address).Select(item => (string?)item["_id"]).ToArray();
        Assert.True(there.Length <= 1, "created twice");
        Agree(isReported: made.Any(), isApplied: there.Length == 1);
        Assert.True(!made.Any() || made.SequenceEqual(there), "another webhook was returned");
    }

    private void ChangeWebhook(string verb)
    {
        var id = (string)_centry.Webhooks.Add(new JsonObject { ["callback_url"] = "https://tienda.example", ["events"] = null })["_id"]!;
        var changed = _shell.Run(verb == "Set"
            ? $"Set-CentryWebhook -Id {id} -Events nuevo"
            : $"Remove-CentryWebhook -Id {id} -Force -PassThru");

        Agree(changed.Count == 1 && !_shell.Errors.Any(error => error.FullyQualifiedErrorId.StartsWith("NotApplied,")), verb == "Set" ? (string?)_centry.Webhooks.Find(id)!["events"] == "nuevo" : _centry.Webhooks.Find(id) is null);
    }

    private void CorrectOrders()
    {
        var mark = Guid.NewGuid().ToString();
        var output = _shell.Run($"Get-CentryOrder | Set-CentryOrder -StatusOrigin {mark} -ThrottleLimit 3");

        var failed = _shell.Errors.Where(error => error.TargetObject is CentryOrder)
            .ToLookup(error => ((CentryOrder)error.TargetObject).Id!, error => ((CentryException)error.Exception).ErrorCode);
        var reported = output.Select(item => ((CentryOrder)item.BaseObject).Id!).Where(id => !failed[id].Contains(CentryErrorCode.NotApplied)).ToHashSet();
        foreach (var order in _centry.Orders.All())
        {
            var (id, isApplied) = ((string)order["_id"]!, (string?)order["status_origin"] == mark);
            Assert.True(isApplied || !reported.Contains(id), "reported but not applied");
            Assert.True(!isApplied || reported.Contains(id) || failed[id].Contains(CentryErrorCode.OutcomeUnknown), "applied but not reported");
        }
    }

    private void Agree(bool isReported, bool isApplied)
    {
        var isUnknown = _shell.Errors.Any(error => error.FullyQualifiedErrorId.StartsWith("OutcomeUnknown,"));
        Assert.True(isReported || _shell.Errors.Count > 0, "neither a result nor an error");
        Assert.True(isUnknown || isReported == isApplied, $"reported: {isReported}, applied: {isApplied}; {string.Join("; ", _shell.Errors)}");
    }
}
