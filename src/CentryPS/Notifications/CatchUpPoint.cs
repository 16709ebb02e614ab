using System.Globalization;
using System.Text;
using CentryPS.Files;

namespace CentryPS.Notifications;

/// <summary>
/// From when on Centry is to be asked for what changed. It is written down until all has been asked: a run that ends halfway
/// has received newer notifications meanwhile, and the next one must not begin with those.
/// </summary>
internal sealed class CatchUpPoint
{
    // Centry's clock and this machine's may differ.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly string? _path;

    private CatchUpPoint(DateTimeOffset since, string? path) => (Since, _path) = (since, path);

    /// <summary>The moment.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>The earliest of what is owed and of what the user, or else the inbox, says; null where nobody says any.</summary>
    /// <param name="given">What the user says.</param>
    /// <param name="inbox">The inbox; null where there is none.</param>
    /// <exception cref="CentryException">It cannot be written down.</exception>
    public static CatchUpPoint? Find(DateTimeOffset? given, Inbox? inbox)
    {
        var path = inbox is null ? null : Path.Combine(inbox.Folder, "catching-up.txt");
        try
        {
            var since = new[] { Owed(path), given ?? inbox?.LastReceivedAt - Margin }.Min();
            if (since is not null && path is not null)
            {
                NewFile.Replace(path, Encoding.ASCII.GetBytes(since.Value.ToString("o", CultureInfo.InvariantCulture) + "\n"));
            }

            return since is { } earliest ? new CatchUpPoint(earliest, path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CentryException.InvalidForAll(Messages.InboxUnusable.With(inbox?.Folder, InboxFolder.Reason(exception)));
        }
    }

    /// <summary>All has been asked.</summary>
    public void Done()
    {
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }

    private static DateTimeOffset? Owed(string? path) => path is not null && File.Exists(path)
        && DateTimeOffset.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            ? since
            : null;
}
