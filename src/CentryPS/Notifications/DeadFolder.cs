using System.Globalization;
using CentryPS.Files;

namespace CentryPS.Notifications;

/// <summary>Where an inbox lays what no run could take, for a person to look at: a file each.</summary>
/// <param name="folder">The folder, made when the first is laid there.</param>
/// <param name="warn">Told of each.</param>
internal sealed class DeadFolder(string folder, Action<string> warn)
{
    /// <summary>Lays a notification there; false where it cannot be written.</summary>
    public bool TryBury(InboxEntry entry)
    {
        var notification = entry.Notification;
        var words = new string([.. notification.ToString().Where(character => char.IsLetterOrDigit(character) || character is '_' or ' ').Take(60)]);
        var name = string.Format(CultureInfo.InvariantCulture, "{0:yyyyMMdd'T'HHmmssfff}-{1}.json", notification.ReceivedAt?.UtcDateTime, words.Replace(' ', '-'));
        return TryWrite(name, entry.Line(), path => Messages.InboxDead.With(notification, notification.Attempt, path));
    }

    /// <summary>Lays lines of a file there that cannot be read; false where they cannot be written.</summary>
    public bool TryKeep(InboxFile file) => TryWrite(
        file.Name + ".txt",
        [.. file.Damaged.SelectMany(line => line.Append((byte)'\n'))],
        path => Messages.InboxDamaged.With(file.Damaged.Count, file.Name, path));

    private bool TryWrite(string name, byte[] bytes, Func<string, string> message)
    {
        try
        {
            Directory.CreateDirectory(folder);
            warn(message(NewFile.Create(Path.Combine(folder, name), bytes)));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn(Messages.InboxTroubled.With(folder, InboxFolder.Reason(exception)));
            return false;
        }
    }
}
