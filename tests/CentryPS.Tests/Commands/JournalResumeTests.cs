using System.Text;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Commands;

/// <summary>Resumed runs leave every object as an uninterrupted run does, wherever the journal ends.</summary>
public sealed partial class JournalResumeTests : JournalTest
{
    private const string Shipped = """{"_status":"shipped"}""";
    private const string Received = """{"_status":"received"}""";

    [Fact]
    public void Later_changes_of_an_object_are_repeated_after_a_repeated_one()
    {
        var rows = Rows((Ids[0], "shipped"), (Ids[1], "shipped"), (Ids[0], "received"));
        Shell.Run($"{rows} | Set-CentryOrder -ThrottleLimit 1 -ResultPath '{Results}'");
        Fail(0);
        Centry.ClearRequests();

        Shell.Run($"{rows} | Set-CentryOrder -ThrottleLimit 1 -ResultPath '{Results}' -Resume");

        Assert.Equal([Shipped, Received], Bodies);
        Assert.Equal("received", (string?)Centry.Orders.All()[0]["_status"]);
        Assert.Single(Lines().Select(line => line["run"]).Distinct());
    }

    [Fact]
    public void Run_that_is_resumed_twice_repeats_what_the_first_resumption_did_not_reach()
    {
        var rows = Rows((Ids[0], "shipped"), (Ids[0], "received"));
        Shell.Run($"{rows} | Set-CentryOrder -ThrottleLimit 1 -ResultPath '{Results}'");
        Fail(0);
        Shell.Run($"{rows} | Set-CentryOrder -ThrottleLimit 1 -ResultPath '{Results}' -Resume");
        File.WriteAllLines(Results, File.ReadAllLines(Results)[..^1]); // killed before the second outcome was known
        Centry.ClearRequests();

        Shell.Run($"{rows} | Set-CentryOrder -ThrottleLimit 1 -ResultPath '{Results}' -Resume");

        Assert.Equal([Received], Bodies);
    }

    [Fact]
    public void Only_the_last_run_of_a_journal_is_resumed()
    {
        Shell.Run($"{Rows((Ids[0], "shipped"))} | Set-CentryOrder -ResultPath '{Results}'");
        Shell.Run($"{Rows((Ids[1], "shipped"))} | Set-CentryOrder -ResultPath '{Results}'");
        Centry.ClearRequests();

        Shell.Run($"{Rows((Ids[0], "shipped"), (Ids[1], "shipped"))} | Set-CentryOrder -ResultPath '{Results}' -Resume");

        Assert.EndsWith($"/{Ids[0]}.json", Sent("PUT").Target);
    }

    [Fact]
    public void Run_resumes_from_a_journal_that_ends_at_any_byte()
    {
        var rows = Rows((Ids[0], "shipped"), (Missing, "shipped"), (Ids[0], "received"), (Ids[1], "shipped"));
        Shell.Run($"$rows = {rows}; $rows | Set-CentryOrder -ThrottleLimit 1 -ResultPath '{Results}'");
        var whole = File.ReadAllBytes(Results);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(Results, whole[..length]);
            Centry.ClearRequests();
            Shell.Run($"$rows | Set-CentryOrder -ThrottleLimit 1 -ResultPath '{Results}' -Resume");

            Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
            CheckLines(whole, length);
            var text = Encoding.UTF8.GetString(whole[..length]);
            Assert.Equal((length, string.Concat(new[] { Shipped, Received }.Skip(Applied(text, Ids[0])))), (length, Changes(Ids[0])));
            Assert.Equal((length, string.Concat(new[] { Shipped }.Skip(Applied(text, Ids[1])))), (length, Changes(Ids[1])));
        }
    }

    private static int Applied(string journal, string id) =>
        journal.Split('\n').Count(line => line.Contains(id) && AppliedLine().IsMatch(line));

    [GeneratedRegex(",Applied,,,,(\"\")?\r?$")]
    private static partial Regex AppliedLine();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    private string Changes(string id) =>
        string.Concat(Centry.Requests.Where(request => request.Method == "PUT" && request.Target.Contains(id)).Select(request => request.Body));

    // Lines are not merged, and no complete line is lost.
    private void CheckLines(byte[] whole, int length)
    {
        var kept = Array.LastIndexOf(whole, (byte)'\n', length - 1 < 0 ? 0 : length - 1) + 1;
        var now = File.ReadAllBytes(Results);
        Assert.Equal(whole[..kept], now[..kept]);
        Assert.All(Lines(), line => Assert.True(Enum.TryParse<CentryChangeOutcome>(line["outcome"], out _)));
        Assert.All(File.ReadAllLines(Results), line => Assert.Equal(11, Quoted().Replace(line, string.Empty).Count(character => character == ',')));
    }

    // Changes the journal as if Centry had refused the change.
    private void Fail(int change)
    {
        var lines = File.ReadAllLines(Results);
        var applied = Enumerable.Range(0, lines.Length).Where(index => lines[index].Contains(",Applied,")).ElementAt(change);
        lines[applied] = lines[applied].Replace(",Applied,,", ",NotApplied,ServerError,");
        File.WriteAllLines(Results, lines);
    }
}
