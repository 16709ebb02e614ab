using System.Globalization;
using CentryPS.Files;

namespace CentryPS.Notifications;

/// <summary>Files of notifications that could not be processed, and of unreadable lines.</summary>
internal sealed class DeadLetters(string folder, Action<string> warn)
{
    public bool TryAdd(InboxEntry entry)
    {
        var notification = entry.ToNotification();
        var date = notification.ReceivedAt?.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var subject = notification.ToString().Where(value => char.IsLetterOrDigit(value) || value is '_' or ' ');
        var name = $"{date}-{new string([.. subject.Take(60)]).Replace(' ', '-')}.json";
        return TryWrite(name, entry.Line(), path => Messages.InboxDead.With(notification, notification.Attempt, path));
    }

    public bool TryAddDamaged(InboxContent content) => TryWrite(
        content.File!.Name + ".txt",
        [.. content.Damaged.SelectMany(line => line)],
        path => Messages.InboxDamaged.With(content.Damaged.Count, content.File.Name, path));

    private bool TryWrite(string name, byte[] bytes, Func<string, string> message) => Guard.TryRun(
        () =>
        {
            Directory.CreateDirectory(folder);
            warn(message(NewFile.Create(Path.Combine(folder, name), bytes)));
        },
        exception => warn(Messages.InboxTroubled.With(folder, InboxFolder.Reason(exception))));
}
