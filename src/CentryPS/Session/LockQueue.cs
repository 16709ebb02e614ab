using System.Globalization;

namespace CentryPS.Session;

/// <summary>
/// The order of those who wait for a lock: an open file each, named by the time at which it came. The file of a process
/// that was killed can be opened, and is removed by the next one that looks.
/// </summary>
/// <param name="of">The path of the lock, without its extension.</param>
internal sealed class LockQueue(string of) : IDisposable
{
    private const string Extension = ".wait";

    private FileStream? _place;

    /// <summary>Whether nobody came before.</summary>
    public bool IsFirst() => !Directory.EnumerateFiles(Path.GetDirectoryName(of)!, Path.GetFileName(of) + ".*" + Extension)
        .OrderBy(file => file, StringComparer.Ordinal)
        .TakeWhile(file => file != _place?.Name)
        .Any(IsAlive);

    /// <summary>Takes a place, if it has none yet.</summary>
    public void Join() => _place ??= Open(
        $"{of}.{DateTime.UtcNow.Ticks.ToString("D19", CultureInfo.InvariantCulture)}.{Guid.NewGuid():N}{Extension}",
        FileMode.CreateNew);

    /// <inheritdoc/>
    public void Dispose() => _place?.Dispose();

    private static bool IsAlive(string file)
    {
        try
        {
            Open(file, FileMode.Open).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static FileStream Open(string file, FileMode mode) =>
        new(file, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
}
