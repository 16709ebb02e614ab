namespace CentryPS.Tests.Commands;

/// <summary>The result file holds the outcome of each input, and a run resumes from it.</summary>
public sealed class ResultFileTests : SandboxTest
{
    private const string Missing = "0123456789abcdef01234567";

    private readonly TemporaryFolder _folder = new();

    private string Results => _folder.File("results.csv");

    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Result_file_holds_the_outcome_and_reason_of_each_input()
    {
        Shell.Set("ids", (string[])[Ids[0], Missing, "a/b", Ids[1]]);

        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}'");

        Assert.Equal(
            ["Started ", "Applied ", "Started ", "NotApplied NotFound", "NotApplied InvalidRequest", "Started ", "Applied "],
            new[] { Ids[0], Missing, "a/b", Ids[1] }.SelectMany(id => Lines().Where(cells => cells[1] == id)).Select(cells => $"{cells[3]} {cells[4]}"));
        Assert.All(Lines(), cells => Assert.True(DateTimeOffset.TryParse(cells[0], out _)));
    }

    [Fact]
    public void Result_file_records_an_input_before_sending_it_and_its_outcome_before_the_next()
    {
        var seen = new List<string[]>();
        using var server = new RawServer(async (request, stream, stop) =>
        {
            seen.Add([.. Lines().Select(cells => cells[1][..1] + " " + cells[3])]);
            await stream.WriteAsync(RawServer.Json($"{{\"_id\":\"{request.Split('/', '.')[4]}\"}}"), stop);
        });
        Shell.Connect(server.BaseUri, "a-token-of-the-test");

        Shell.Run($"'aaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbb' | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}'");

        Assert.Equal([["a Started"], ["a Started", "a Applied", "b Started"]], seen);
    }

    [Fact]
    public void Resumed_run_skips_applied_inputs_and_processes_the_rest()
    {
        Shell.Set("ids", (string[])[Ids[0], Missing, Ids[1]]);
        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        Centry.ClearRequests();

        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ResultPath '{Results}' -Resume -Verbose");

        Assert.EndsWith("/0123456789abcdef01234567.json", Sent("PUT").Target);
        Assert.Contains(Shell.Verbose, line => line.StartsWith("Left out 2 inputs"));
    }

    [Fact]
    public void Resumed_run_repeats_inputs_that_a_killed_process_left_pending()
    {
        Shell.Set("ids", Ids[..3]);
        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}'");
        var lines = File.ReadAllLines(Results);
        File.WriteAllText(Results, string.Join("\r\n", lines[..4]) + "\r\n2026-03-31T12:00:00Z,half");
        Centry.ClearRequests();

        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}' -Resume");

        Assert.Equal(Ids[1..3], Centry.Requests.Where(request => request.Method == "PUT").Select(request => request.Target.Split('/', '.')[4]));
        Centry.ClearRequests();
        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}' -Resume");
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Resumed_run_does_not_skip_another_change_of_the_same_object()
    {
        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        Centry.ClearRequests();

        Shell.Run($$"""
            'shipped', 'pending', 'shipped' | ForEach-Object { [pscustomobject]@{ _id = '{{Ids[0]}}'; _status = $_ } } |
                Set-CentryOrder -ResultPath '{{Results}}' -Resume
            """);

        Assert.Equal(
            ["""{"_status":"pending"}""", """{"_status":"shipped"}"""],
            Centry.Requests.Where(request => request.Method == "PUT").Select(request => request.Body));
    }

    [Fact]
    public void Resumed_removal_deletes_each_webhook_once()
    {
        Shell.Run($"$hooks = Get-CentryWebhook; $hooks | Remove-CentryWebhook -Force -ResultPath '{Results}'; $hooks | Remove-CentryWebhook -Force -ResultPath '{Results}' -Resume");

        Assert.Empty(Shell.Errors);
        Assert.Equal(3, Centry.Requests.Count(request => request.Method == "DELETE"));
    }

    [Theory]
    [InlineData("-Resume", "-ResultPath")]
    [InlineData("-ResultPath $other -Resume", "-Resume")]
    [InlineData("-ResultPath $nowhere", "results")]
    public void Nothing_is_sent_when_the_result_file_cannot_be_used(string arguments, string hint)
    {
        File.WriteAllText(_folder.File("other.csv"), "a,b\n1,2\n");
        Shell.Set("other", _folder.File("other.csv"));
        Shell.Set("nowhere", _folder.File("nada/results.csv"));

        Shell.Run($"'{Ids[0]}', '{Ids[1]}' | Set-CentryOrder -Status shipped {arguments}");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(hint, Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void WhatIf_creates_no_result_file()
    {
        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -WhatIf -ResultPath '{Results}'");

        Assert.False(File.Exists(Results));
    }

    private string[][] Lines()
    {
        using var stream = new FileStream(Results, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
    }
}
