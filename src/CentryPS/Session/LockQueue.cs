using System.Globalization;

namespace CentryPS.Session;

/// <summary>
/// The queue of the processes that wait for a lock. Each has a file open whose name contains its time of arrival. The
/// file of a killed process can be opened, and the next process that looks removes it.
/// </summary>
/// <param name="path">The path of the lock, without its extension.</param>
internal sealed class LockQueue(string path) : IDisposable
{
    private const string Extension = ".wait";

    private FileStream? _place;

    /// <summary>Determines whether no other process came earlier.</summary>
    public bool IsFirst() => !Directory
        .EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".*" + Extension)
        .OrderBy(file => file, StringComparer.Ordinal)
        .TakeWhile(file => file != _place?.Name)
        .Any(IsAlive);

    /// <summary>Joins the queue, once.</summary>
    public void Join() => _place ??= Open(
        $"{path}.{DateTime.UtcNow.Ticks.ToString("D19", CultureInfo.InvariantCulture)}.{Guid.NewGuid():N}{Extension}",
        FileMode.CreateNew);

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
