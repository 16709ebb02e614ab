namespace CentryPS.Tests.Commands;

/// <summary>A journal records the outcome of each input, and a later run can resume from it.</summary>
public sealed class JournalTests : JournalTest
{
    [Fact]
    public void Journal_holds_the_outcome_and_reason_of_each_input()
    {
        Shell.Set("ids", (string[])[Ids[0], Missing, "a/b", Ids[1]]);

        Shell.Run($"$ids | Set-CentryOrder -Status shipped -ThrottleLimit 1 -ResultPath '{Results}'");

        Assert.Equal(
            ["Started ", "Applied ", "Started ", "NotApplied NotFound", "NotApplied InvalidRequest", "Started ", "Applied "],
            new[] { Ids[0], Missing, "a/b", Ids[1] }.SelectMany(id => Lines().Where(line => line["id"] == id)).Select(line => $"{line["outcome"]} {line["error_code"]}"));
        Assert.All(Lines(), line => Assert.True(DateTimeOffset.TryParse(line["time"], out _)));
        Assert.All(Lines(), line => Assert.Equal((Centry.BaseUri.ToString(), "Set-CentryOrder"), (line["server"], line["command"])));
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}$", Assert.Single(Lines().Select(line => line["run"]).Distinct()));
    }

    [Fact]
    public void Journal_records_an_input_before_sending_it_and_its_outcome_before_the_next()
    {
        var seen = new List<string[]>();
        using var server = new RawServer(async (request, stream, stop) =>
        {
            seen.Add([.. Lines().Select(line => line["id"][..1] + " " + line["outcome"])]);
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
        Assert.Contains(Shell.Verbose, line => line.StartsWith("Skipped 2 inputs"));
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

    [Fact]
    public void WhatIf_creates_no_journal()
    {
        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -WhatIf -ResultPath '{Results}'");

        Assert.False(File.Exists(Results));
    }

    [Fact]
    public void Later_run_is_appended_with_its_own_id()
    {
        for (var run = 1; run <= 2; run++)
        {
            Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
            Assert.Empty(Shell.Errors);
        }

        Assert.Equal([2, 2], Lines().GroupBy(line => line["run"]).Select(run => run.Count()));
    }

    [Fact]
    public void WhatIf_leaves_a_journal_unchanged()
    {
        Shell.Run($"'{Ids[0]}' | Set-CentryOrder -Status shipped -ResultPath '{Results}'");
        var before = File.ReadAllBytes(Results);
        using var held = new FileStream(Results, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Shell.Run($"'{Ids[1]}' | Set-CentryOrder -Status shipped -WhatIf -ResultPath '{Results}'");

        Assert.Empty(Shell.Errors);
        held.Dispose();
        Assert.Equal(before, File.ReadAllBytes(Results));
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(Results)!));
    }
}
