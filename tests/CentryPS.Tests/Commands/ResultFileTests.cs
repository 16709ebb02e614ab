namespace CentryPS.Tests.Commands;

/// <summary>What became of each input is in a file that outlives the process, and a run goes on where another was killed.</summary>
public sealed class ResultFileTests : SandboxTest
{
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
    public void Each_input_has_its_outcome_and_why()
    {
        Shell.Set("ids", (string[])[Ids[0], "nada", "a/b", Ids[1]]);

        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}'");

        Assert.Equal(
            ["Started ", "Applied ", "Started ", "NotApplied NotFound", "NotApplied InvalidRequest", "Started ", "Applied "],
            new[] { Ids[0], "nada", "a/b", Ids[1] }.SelectMany(id => Lines().Where(cells => cells[1] == id)).Select(cells => $"{cells[3]} {cells[4]}"));
        Assert.All(Lines(), cells => Assert.True(DateTimeOffset.TryParse(cells[0], out _)));
    }

    [Fact]
    public void An_input_is_in_the_file_before_it_is_sent_and_its_outcome_before_the_next_one_is()
    {
        var seen = new List<string[]>();
        using var server = new RawServer(async (request, stream, stop) =>
        {
            seen.Add([.. Lines().Select(cells => cells[1] + " " + cells[3])]);
            await stream.WriteAsync(RawServer.Json("{\"_id\":\"a\"}"), stop);
        });
        Shell.Connect(server.BaseUri, "a-token-of-the-test");

        Shell.Run($"'a', 'b' | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}'");

        Assert.Equal([["a Started"], ["a Started", "a Applied", "b Started"]], seen);
    }

    [Fact]
    public void A_run_that_goes_on_leaves_out_what_was_applied_and_does_the_rest()
    {
        Shell.Set("ids", (string[])[Ids[0], "nada", Ids[1]]);
        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        Centry.ClearRequests();

        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ResultPath '{Results}' -Resume -Verbose");

        Assert.EndsWith("/nada.json", Sent("PUT").Target);
        Assert.Contains(Shell.Verbose, line => line.StartsWith("Left out 2 inputs"));
    }

    [Fact]
    public void What_was_under_way_when_the_process_was_killed_is_done_again()
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
    public void Another_change_of_the_same_object_is_not_left_out_and_neither_is_one_that_comes_back()
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
    public void Webhooks_are_removed_once()
    {
        Shell.Run($"$hooks = Get-CentryWebhook; $hooks | Remove-CentryWebhook -Force -ResultPath '{Results}'; $hooks | Remove-CentryWebhook -Force -ResultPath '{Results}' -Resume");

        Assert.Empty(Shell.Errors);
        Assert.Equal(3, Centry.Requests.Count(request => request.Method == "DELETE"));
    }

    [Theory]
    [InlineData("-Resume", "-ResultPath")]
    [InlineData("-ResultPath $other -Resume", "-Resume")]
    [InlineData("-ResultPath $nowhere", "results")]
    public void Without_a_file_nothing_is_sent(string arguments, string hint)
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
    public void WhatIf_leaves_no_file()
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
