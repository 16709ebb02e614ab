using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Notifications;

/// <summary>Receive-CentryNotification -CatchUp misses no change, regardless of the content of its files.</summary>
public sealed class CatchUpTests : ReceiveTest
{
    private const string CatchUp = "-CatchUp -Topic OrderSave -TimeoutSec 60 -First 1";

    private string Folder => Inbox.Split('\'')[1];

    private string Owed => System.IO.Path.Combine(Folder, "catching-up.txt");

    [Theory]
    [InlineData("2030-01-01T00:00:00.0000000+00:00", null, "2026-03-29T11:55:00")]
    [InlineData("2030-01-01T00:00:00.0000000+00:00", "2026-03-30T12:00:00.0000000+00:00", "2026-03-30T11:55:00")]
    [InlineData("2026-03-30T12:00:00.0000000+00:00", "2030-01-01T00:00:00.0000000+00:00", "2026-03-30T11:55:00")]
    public void Catch_up_does_not_start_from_a_date_in_the_future(string header, string? line, string expected)
    {
        Leave(header, line);

        Receive($"{CatchUp} {Inbox}", [Poster.About(1)]);

        Assert.Contains("2030", Shell.Warnings[0]);
        Assert.Equal(DateTimeOffset.Parse(expected + "Z", CultureInfo.InvariantCulture), Asked());
        Receive($"{CatchUp} {Inbox}", [Poster.About(1)]);
        Assert.DoesNotContain(Shell.Warnings, warning => warning.Contains("2030"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-0")]
    [InlineData("2030-01-01T00:00:00.0000000+00:00")]
    public void Catch_up_reports_an_unreadable_file_and_starts_before_the_last_notification(string content)
    {
        Leave("2026-03-30T12:00:00.0000000+00:00");
        File.WriteAllText(Owed, content);

        Receive($"{CatchUp} {Inbox}", [Poster.About(1)]);

        Assert.Contains(Owed, Shell.Warnings[0]);
        Assert.Equal(new DateTimeOffset(2026, 3, 30, 11, 55, 0, TimeSpan.Zero), Asked());
    }

    [Fact]
    public async Task Catch_up_warns_and_continues_when_it_cannot_delete_its_file()
    {
        Shell.Set("replace", new Action(() =>
        {
            if (File.Exists(Owed))
            {
                File.Delete(Owed);
                Directory.CreateDirectory(Owed); // cannot be deleted as a file
                File.WriteAllText(System.IO.Path.Combine(Owed, "x"), string.Empty);
            }
        }));
        var orders = Centry.Orders.All().Count;

        Task<HttpStatusCode[]>? posted = null;
        Shell.Set("post", new Action(() => posted = PostAsync([Poster.About(1)])));

        var output = Receive(
            $"-CatchUp -Since 2000-01-01 -Topic OrderSave -First {orders + 1} {Inbox}",
            [],
            "3>&1 | ForEach-Object { if ($_ -is [Management.Automation.WarningRecord]) { if ($_ -match 'catching-up') { $post.Invoke() } } else { $replace.Invoke(); $_ } }");

        Assert.Equal(orders + 1, output.Count);
        Assert.Empty(Shell.Errors);
        Assert.Equal([HttpStatusCode.OK], await posted!);
    }

    private DateTimeOffset Asked()
    {
        var target = Uri.UnescapeDataString(Centry.Requests.First(request => request.Target.Contains("updated_at_gte=")).Target);
        return DateTimeOffset.Parse(Regex.Match(target, "updated_at_gte=([^&]+)").Groups[1].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    private void Leave(string header, string? line = null)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(System.IO.Path.Combine(Folder, "1.jsonl"), $"{{\"inbox\":1,\"last_received_at\":\"{header}\"}}\n"
            + (line is null ? string.Empty : $"{{\"taken\":true ,\"attempts\":     1,\"deliveries\":     1,\"received_at\":\"{line}\",\"notification\":{Poster.About(9)}}}\n"));
    }
}
