using System.Globalization;
using System.Text;
using CentryPS.Files;

namespace CentryPS.Notifications;

/// <summary>
/// The time from which a run asks Centry for changes. A file stores it until all changes are queued. After an
/// interruption, the next run starts from that time again, although the inbox contains newer notifications.
/// </summary>
internal sealed class CatchUpPoint(DateTimeOffset since, string? path)
{
    /// <summary>The tolerated difference between the clocks of Centry and of this machine.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public DateTimeOffset Since => since;

    /// <summary>
    /// Returns the time that was requested or, by default, the time of the inbox. If an interrupted run stored an
    /// earlier time, returns that time. Returns null if no time is known.
    /// </summary>
    /// <exception cref="CentryException">The time is in the future, or the file cannot be written.</exception>
    public static CatchUpPoint? Find(DateTimeOffset? requested, Inbox? inbox, DateTimeOffset now, Action<string> warn)
    {
        if (requested > now)
        {
            throw CentryException.InvalidForAll(Messages.SinceAhead.With(requested.Value.ToLocalTime()));
        }

        if (inbox is null)
        {
            return requested is { } time ? new CatchUpPoint(time, path: null) : null;
        }

        var path = Path.Combine(inbox.Folder, "catching-up.txt");
        var fromInbox = inbox.LastReceivedAt is { } last && last.UtcTicks > ClockTolerance.Ticks ? last - ClockTolerance
            : inbox.LastReceivedAt;
        DateTimeOffset? interrupted = null;
        if (File.Exists(path) && (interrupted = Read(path, now)) is null)
        {
            warn(Messages.CatchUpUnreadable.With(path));
            interrupted = fromInbox;
        }

        if (new[] { interrupted, requested ?? fromInbox }.Min() is not { } earliest)
        {
            return null;
        }

        Write(path, earliest, inbox.Folder);
        return new CatchUpPoint(earliest, path);
    }

    /// <summary>Deletes the file, once all changes are queued.</summary>
    public void Complete(Action<string> warn)
    {
        try
        {
            // Another run may have stored an earlier time.
            if (path is not null && !(Read(path, DateTimeOffset.MaxValue) < since))
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn(Messages.CatchUpNotDeleted.With(path, exception.Message.TrimEnd('.'), since.ToLocalTime()));
        }
    }

    // Returns null if the file has other content, for example after a power failure.
    private static DateTimeOffset? Read(string path, DateTimeOffset latest)
    {
        try
        {
            const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal;
            var text = File.ReadAllText(path).Trim();
            var isDate = DateTimeOffset.TryParseExact(text, "o", CultureInfo.InvariantCulture, Styles, out var since);
            return isDate && since <= latest ? since : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Write(string path, DateTimeOffset since, string folder)
    {
        try
        {
            var text = since.UtcDateTime.ToString("o", CultureInfo.InvariantCulture) + "\n";
            NewFile.Replace(path, Encoding.ASCII.GetBytes(text));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CentryException.InvalidForAll(Messages.InboxUnusable.With(folder, InboxFolder.Reason(exception)));
        }
    }
}
