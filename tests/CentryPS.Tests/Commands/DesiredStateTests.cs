using System.Text.Json.Nodes;
using CsCheck;

namespace CentryPS.Tests.Commands;

/// <summary>From any state and through any fault, the account reaches the desired state, and the next run writes nothing.</summary>
public sealed class DesiredStateTests : IDisposable
{
    private const string Part = "https://tienda.example/*";

    // A few URLs, some of them equivalent, so that collisions are frequent.
    private static readonly Gen<string> AnyUrl = Among(
        "https://tienda.example/a", "HTTPS://Tienda.example:443/a", "https://tienda.example/A", "https://tienda.example", "https://tienda.example/", "https://tienda.example/b");

    private static readonly Gen<CentryTopic[]> AnyTopics = Gen.Bool.Array[CentryTopics.All.Length].Select(flags => CentryTopics.All.Where((_, i) => flags[i]).ToArray());

    private static readonly Gen<(string Url, CentryTopic[] Topics)[]> AnyWebhooks = Gen.Select(AnyUrl, AnyTopics).Array[0, 5];

    private static readonly Gen<Fault> AnyFault = Gen.Select(
        Among(Enum.GetValues<FaultKind>().Where(kind => kind is not (FaultKind.Stall or FaultKind.StallAfter)).ToArray()),
        Among(404, 408, 422, 429, 500, 503),
        Among("GET", "PUT", "POST", "DELETE")).Select((kind, status, method) => new Fault { Kind = kind, Status = status, Method = method });

    private readonly PowerShellHost _shell = new();

    [Fact]
    public Task Sync_reaches_the_desired_state_in_one_run_and_its_second_run_writes_nothing() =>
        Gen.Select(AnyWebhooks, AnyWebhooks, Gen.Bool).SampleAsync(PlayAsync, iter: 40, threads: 1);

    [Fact]
    public Task Sync_completes_a_failed_or_interrupted_run() =>
        Gen.Select(AnyWebhooks, AnyWebhooks, Gen.Bool, AnyFault.Array[0, 6], Gen.Bool).SampleAsync(PlayAsync, iter: 60, threads: 1);

    public void Dispose() => _shell.Dispose();

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private Task PlayAsync((string Url, CentryTopic[] Topics)[] desired, (string Url, CentryTopic[] Topics)[] there, bool prunes) =>
        PlayAsync(desired, there, prunes, faults: null, isEnded: false);

    // Makes a run with faults, or one that is stopped at its first output, and then two complete runs.
    private async Task PlayAsync((string Url, CentryTopic[] Topics)[] desired, (string Url, CentryTopic[] Topics)[] there, bool prunes, Fault[]? faults, bool isEnded)
    {
        await using var centry = await SandboxServer.StartAsync(new SandboxOptions { RecordRequests = true, WebhookCount = 0 });
        Fill(centry, there);
        _shell.Use(Client.Sessions(centry.BaseUri, new RunningClock(), retries: 2, timeout: 3600).WithAccessToken(centry.AccessToken));
        _shell.Set("rows", desired.Select(row => new CentryWebhook { CallbackUrl = row.Url, Topic = row.Topics }).ToArray());
        var command = $"Sync-CentryWebhook -DesiredWebhook $rows -CallbackUrl '{Part}'" + (prunes ? " -Prune -AllowEmpty -Confirm:$false" : string.Empty);
        if (faults is not null)
        {
            Array.ForEach(faults, centry.Faults.Add);
            _shell.Run(isEnded ? command + " | ForEach-Object { throw 'basta' }" : command);
            centry.Faults.Clear();
        }

        _shell.Run(command);
        Assert.Empty(_shell.Errors);
        Check(centry, desired, there, prunes);

        centry.ClearRequests();
        var steps = _shell.Run(command).Select(item => (CentryWebhookDifference)item.BaseObject);
        Assert.All(steps, step => Assert.Equal(CentryWebhookAction.None, step.Action));
        Assert.DoesNotContain(centry.Requests, request => request.Method != "GET");
    }

    private static void Fill(SandboxServer centry, (string Url, CentryTopic[] Topics)[] there)
    {
        foreach (var (url, topics) in there.Append(("https://otra.example/", [])))
        {
            var webhook = new JsonObject { ["callback_url"] = url };
            Array.ForEach(topics, topic => webhook[CentryTopics.AttributeName(topic)] = true);
            centry.Webhooks.Add(webhook);
        }
    }

    // Checks only the state of the server, independently of the plan.
    private static void Check(SandboxServer centry, (string Url, CentryTopic[] Topics)[] desired, (string Url, CentryTopic[] Topics)[] there, bool prunes)
    {
        var now = centry.Webhooks.All().ToLookup(webhook => Same((string)webhook["callback_url"]!));
        Assert.Single(now["https://otra.example/"]);
        var wanted = desired.ToLookup(row => Same(row.Url));
        foreach (var group in wanted)
        {
            var oldest = now[group.Key].MinBy(webhook => (string)webhook["_id"]!, StringComparer.Ordinal)!;
            Assert.All(CentryTopics.All, topic => Assert.Equal(group.Any(row => row.Topics.Contains(topic)), (bool?)oldest[CentryTopics.AttributeName(topic)] ?? false));
        }

        foreach (var url in desired.Concat(there).Select(row => Same(row.Url)).Distinct())
        {
            var before = there.Count(row => Same(row.Url) == url);
            Assert.Equal(prunes ? Math.Min(wanted[url].Count(), 1) : Math.Max(before, Math.Min(wanted[url].Count(), 1)), now[url].Count());
        }
    }

    private static string Same(string url) => url switch
    {
        "HTTPS://Tienda.example:443/a" => "https://tienda.example/a",
        "https://tienda.example" => "https://tienda.example/",
        _ => url,
    };
}
