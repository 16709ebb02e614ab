using System.Globalization;
using CentryPS.Files;

namespace CentryPS.Notifications;

/// <summary>The dead letters of an inbox: a file for each notification that no run could process, for a person to look at.</summary>
/// <param name="folder">The folder, created with the first of them.</param>
/// <param name="warn">Receives a warning for each.</param>
internal sealed class DeadFolder(string folder, Action<string> warn)
{
    /// <summary>Writes a notification there; false if it cannot be written.</summary>
    public bool TryBury(InboxEntry entry)
    {
        var notification = entry.ToNotification();
        var words = new string([.. notification.ToString().Where(character => char.IsLetterOrDigit(character) || character is '_' or ' ').Take(60)]);
        var name = string.Format(CultureInfo.InvariantCulture, "{0:yyyyMMdd'T'HHmmssfff}-{1}.json", notification.ReceivedAt?.UtcDateTime, words.Replace(' ', '-'));
        return TryWrite(name, entry.Line(), path => Messages.InboxDead.With(notification, notification.Attempt, path));
    }

    /// <summary>Writes lines of a file there that cannot be read; false if they cannot be written.</summary>
    public bool TryKeep(InboxFile file) => TryWrite(
        file.Name + ".txt",
        [.. file.Left.Damaged.SelectMany(line => line.Append((byte)'\n'))],
        path => Messages.InboxDamaged.With(file.Left.Damaged.Count, file.Name, path));

    private bool TryWrite(string name, byte[] bytes, Func<string, string> message) => Guard.TryRun(
        () =>
        {
            Directory.CreateDirectory(folder);
            warn(message(NewFile.Create(Path.Combine(folder, name), bytes)));
        },
        exception => warn(Messages.InboxTroubled.With(folder, InboxFolder.Reason(exception))));
}
