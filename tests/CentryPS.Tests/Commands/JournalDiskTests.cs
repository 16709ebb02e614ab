using System.Globalization;
using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>
/// If the disk fills up at any byte of a journal, nothing is sent that is not recorded, and every outcome is reported.
/// </summary>
public sealed class JournalDiskTests : JournalTest
{
    private const int Step = 9;

    [Fact]
    public async Task Outcome_is_reported_when_the_disk_is_full_at_any_byte_of_the_journal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has prlimit, which limits the size of a file.");
        using var process = new ModuleProcess(
            $$"""
            Connect-Centry -AccessToken '{{Centry.AccessToken}}' -BaseUri '{{Centry.BaseUri}}'
            function change($room) { '{{Ids[0]}}', '{{Ids[1]}}' | Set-CentryOrder -StatusOrigin "room $room" -ThrottleLimit 1 -ResultPath '{{Results}}' }
            $null = change whole
            $whole = [IO.File]::ReadAllBytes('{{Results}}')
            $header = [array]::IndexOf($whole, [byte]10) + 1
            for ($size = $header; $size -lt $whole.Length; $size += {{Step}}) {
                [IO.File]::WriteAllBytes('{{Results}}', $whole[0..($header - 1)])
                prlimit --pid $PID --fsize="${size}:unlimited"
                $failure = $null
                $output = @(try { change $size } catch { $failure = $_ })
                prlimit --pid $PID --fsize=unlimited
                $texts = "$($failure.FullyQualifiedErrorId)", "$failure", "$($failure.Exception.Applied)", "$($failure.Exception.NotApplied)", [IO.File]::ReadAllText('{{Results}}')
                "$size $($output.Count) $($texts | ForEach-Object { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($_)) })"
            }
            """,
            survivesFileLimit: true);

        var output = await process.EndAsync();

        var runs = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Run.Of).ToArray();
        Assert.True(runs.Length > 50, output);
        Assert.All(runs, CheckReported);
        Assert.Equal([(0, 0), (1, 1), (2, 1), (3, 2)], runs.Select(run => (run.Lines.Length, run.Output)).Distinct());
    }

    private void CheckReported(Run run)
    {
        var sent = Centry.Requests.Count(request => request.Method == "PUT" && request.Body.Contains($"\"room {run.Size}\"", StringComparison.Ordinal));
        Assert.Equal((sent, sent), (run.Output, run.Count("Started")));
        Assert.All(run.Lines, line => Assert.Equal(11, line.Count(character => character == ',')));
        Assert.StartsWith("InvalidRequest,", run.ErrorId);
        Assert.Equal(Ids[..sent], run.Applied);
        Assert.Equal(Ids[sent..2].Take(run.NotApplied.Length), run.NotApplied); // the second input may not have been read yet
        Assert.True(sent > run.Count("Applied") || run.NotApplied.Length > 0);
        Assert.Equal(sent > run.Count("Applied"), run.Message.StartsWith($"The change of {Ids[Math.Max(0, sent - 1)]} was applied, but", StringComparison.Ordinal));
    }

    private sealed record Run(int Size, int Output, string ErrorId, string Message, string[] Applied, string[] NotApplied, string[] Lines)
    {
        public static Run Of(string line)
        {
            var cells = line.TrimEnd('\r').Split(' ');
            string[] texts = [.. cells.Skip(2).Select(text => Encoding.UTF8.GetString(Convert.FromBase64String(text)))];
            Assert.EndsWith("\r\n", texts[4]);
            return new(int.Parse(cells[0], CultureInfo.InvariantCulture), int.Parse(cells[1], CultureInfo.InvariantCulture), texts[0], texts[1], Ids(texts[2]), Ids(texts[3]), [.. texts[4].Split("\r\n")[1..^1]]);
        }

        public int Count(string outcome) => Lines.Count(line => line.Contains($",{outcome},", StringComparison.Ordinal));

        private static string[] Ids(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
