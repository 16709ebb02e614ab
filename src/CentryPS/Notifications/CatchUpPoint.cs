using System.Globalization;
using System.Text;
using CentryPS.Files;

namespace CentryPS.Notifications;

/// <summary>
/// The moment since when Centry is to be asked for changes. A file keeps it until everything has been asked: a run that ends
/// halfway has received newer notifications meanwhile, and the next one must not begin with those.
/// </summary>
internal sealed class CatchUpPoint
{
    /// <summary>Centry's clock and this machine's may differ by this much.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly string? _path;

    private CatchUpPoint(DateTimeOffset since, string? path) => (Since, _path) = (since, path);

    /// <summary>The moment.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>The earliest of the moment that an interrupted run left and the user's, or else the inbox's; null if none is known.</summary>
    /// <param name="given">The user's moment.</param>
    /// <param name="inbox">The inbox; null without one.</param>
    /// <param name="now">The current time.</param>
    /// <param name="warn">Receives warnings.</param>
    /// <exception cref="CentryException">The moment is in the future, or the file cannot be written.</exception>
    public static CatchUpPoint? Find(DateTimeOffset? given, Inbox? inbox, DateTimeOffset now, Action<string> warn)
    {
        if (given > now)
        {
            throw CentryException.InvalidForAll(Messages.SinceAhead.With(given.Value.ToLocalTime()));
        }

        if (inbox is null)
        {
            return given is { } moment ? new CatchUpPoint(moment, path: null) : null;
        }

        var path = Path.Combine(inbox.Folder, "catching-up.txt");
        var last = BeforeLast(inbox.LastReceivedAt);
        var since = new[] { File.Exists(path) ? Read(path, now) ?? Unreadable(path, last, warn) : null, given ?? last }.Min();
        if (since is { } earliest)
        {
            Write(path, earliest, inbox.Folder);
            return new CatchUpPoint(earliest, path);
        }

        return null;
    }

    /// <summary>Everything has been asked.</summary>
    /// <param name="warn">Receives a warning if the file cannot be deleted.</param>
    public void Done(Action<string> warn)
    {
        try
        {
            // Another run may have written an earlier moment.
            if (_path is not null && !(Read(_path, DateTimeOffset.MaxValue) < Since))
            {
                File.Delete(_path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            warn(Messages.CatchUpNotDeleted.With(_path, exception.Message.TrimEnd('.'), Since.ToLocalTime()));
        }
    }

    private static DateTimeOffset? BeforeLast(DateTimeOffset? last) => last - (last?.UtcTicks > Margin.Ticks ? Margin : TimeSpan.Zero);

    private static DateTimeOffset? Unreadable(string path, DateTimeOffset? last, Action<string> warn)
    {
        warn(Messages.CatchUpUnreadable.With(path));
        return last;
    }

    // Null if a person or a power cut left something else in the file.
    private static DateTimeOffset? Read(string path, DateTimeOffset now)
    {
        try
        {
            var text = File.ReadAllText(path).Trim();
            return DateTimeOffset.TryParseExact(text, "o", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) && since <= now ? since : null;
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
            NewFile.Replace(path, Encoding.ASCII.GetBytes(since.UtcDateTime.ToString("o", CultureInfo.InvariantCulture) + "\n"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CentryException.InvalidForAll(Messages.InboxUnusable.With(folder, InboxFolder.Reason(exception)));
        }
    }
}
