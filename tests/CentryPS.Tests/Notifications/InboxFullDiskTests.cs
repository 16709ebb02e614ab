namespace CentryPS.Tests.Notifications;

/// <summary>
/// If the disk fills up at any byte, an inbox delivers exactly the notifications answered with 200. The others get 503.
/// </summary>
public sealed class InboxFullDiskTests : InboxTest
{
    [Fact]
    public async Task Inbox_delivers_exactly_what_it_acknowledged_when_the_disk_is_full_at_any_byte()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has prlimit, which limits the size of a file.");
        await StoreAsync(Open(), 1, 2);
        var (header, whole) = (File.ReadAllText(Files.Single()).IndexOf('\n') + 1, (int)new FileInfo(Files.Single()).Length);
        using var process = new ModuleProcess(
            $$"""
            $client = [Net.Http.HttpClient]::new()
            function post($uri, $number) {
                $body = '{"topic":"on_order_save","order_id":"' + $number.ToString('x24') + '"}'
                [int] $client.PostAsync($uri, [Net.Http.StringContent]::new($body)).GetAwaiter().GetResult().StatusCode
            }
            for ($size = {{whole}}; $size -ge {{header}}; $size -= 7) {
                $answers = [Collections.Generic.List[int]]::new()
                $given = do {
                    Receive-CentryNotification -Port 0 -InboxPath "{{Folder.File("limited")}}-$size" -WarningAction SilentlyContinue -OnReady {
                        prlimit --pid $PID --fsize="${size}:unlimited"
                        $uri = $_
                        1, 2 | ForEach-Object { $answers.Add((post $uri $_)) }
                        prlimit --pid $PID --fsize=unlimited
                        $answers.Add((post $uri 3))
                    } | ForEach-Object { $number = [Convert]::ToInt32($_.OrderId, 16); $number; if ($number -eq 3) { break } }
                } until ($true)
                "$($answers -join ',') $($given -join ',')"
            }
            """,
            survivesFileLimit: true);

        var output = await process.EndAsync();

        var runs = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.True(runs.Length > 40, output);
        Assert.Equal(["200,200,200 1,2,3", "200,503,200 1,3", "503,503,200 3"], runs.Distinct());
    }
}
