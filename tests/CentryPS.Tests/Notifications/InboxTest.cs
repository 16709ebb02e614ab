using System.Text;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>A base class for tests of an inbox in a temporary folder, with a clock that the test controls.</summary>
public abstract class InboxTest : IDisposable
{
    private protected HeldClock Clock { get; } = new();

    private protected TemporaryFolder Folder { get; } = new();

    private protected List<string> Warnings { get; } = [];

    private protected List<Inbox> Opened { get; } = [];

    /// <summary>Called when the inbox warns.</summary>
    private protected Action Warned { get; set; } = () => { };

    /// <summary>The maximum size of pending notifications in bytes.</summary>
    private protected long MaximumSize { get; set; } = long.MaxValue;

    private protected string Name { get; set; } = "inbox";

    private protected string Path => Folder.File(Name);

    private protected string[] Files => [.. Directory.EnumerateFiles(Path, "*.jsonl").Order()];

    private protected string Dead => System.IO.Path.Combine(Path, "dead");

    public void Dispose()
    {
        Opened.ForEach(inbox => inbox.Dispose());
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static int Number(NotificationLease lease) => Convert.ToInt32(lease.Notification.OrderId, 16);

    private protected static List<(int Number, int Attempt)> ProcessAll(Inbox inbox)
    {
        var taken = new List<(int, int)>();
        while (inbox.Next() is { } next)
        {
            taken.Add((Number(next), next.Notification.Attempt));
            next.Complete();
        }

        return taken;
    }

    private protected async Task StoreAsync(Inbox inbox, params int[] numbers)
    {
        var kept = numbers.Select(number => inbox.AcceptAsync(Received(number), CancellationToken.None));
        Assert.All(await Task.WhenAll(kept).Soon(), Assert.Null);
    }

    private protected CentryNotification Received(int number)
    {
        var notification = CentryNotification.Read(Encoding.UTF8.GetBytes(Poster.About(number)));
        notification.ReceivedAt = Clock.GetUtcNow();
        return notification;
    }

    private protected Inbox Open(int maximumAttempt = 5, Func<CentryNotification, bool>? isWanted = null)
    {
        var inbox = new Inbox(new InboxOptions(Path, maximumAttempt, MaximumSize) { IsWanted = isWanted ?? (_ => true) }, Clock, () => { }, Warn);
        Opened.Add(inbox);
        return inbox;
    }

    private protected void End(Inbox inbox)
    {
        inbox.Dispose();
        Opened.Remove(inbox);
    }

    private void Warn(string text)
    {
        Warnings.Add(text);
        Warned();
    }
}
