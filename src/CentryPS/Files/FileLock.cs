using System.Runtime.InteropServices;

namespace CentryPS.Files;

/// <summary>
/// Allows one process at a time to write a file while others read it, by keeping a lock file open exclusively. This
/// works on every system, and the lock ends with the process, even after a crash.
/// </summary>
/// <remarks>
/// On Linux and macOS, file locks of .NET apply only to .NET programs, and a writer that allows readers has no lock
/// itself.
/// </remarks>
internal sealed class FileLock : IDisposable
{
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private readonly FileStream _held;

    private FileLock(FileStream held) => _held = held;

    /// <summary>Acquires the lock of a file.</summary>
    /// <exception cref="IOException">Another process holds the lock, or the lock file cannot be created.</exception>
    public static FileLock Acquire(string path)
    {
        var name = path + ".lock";
        while (true)
        {
            var held = Open(path, name);
            if (IsAt(name, held))
            {
                return new FileLock(held);
            }

            held.Dispose(); // the process that held the lock has deleted the file meanwhile
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        if (!IsWindows && _held.CanRead)
        {
            File.Delete(_held.Name); // before the lock ends, to not delete another process's lock file
        }

        _held.Dispose();
    }

    private static FileStream Open(string path, string name)
    {
        try
        {
            var options = IsWindows ? FileOptions.DeleteOnClose : FileOptions.None;
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(name))
        {
            throw new IOException(Messages.FileLocked.With(path), exception);
        }
    }

    private static bool IsAt(string name, FileStream held) =>
#if NETFRAMEWORK
        true;
#else
        IsWindows || File.GetLastWriteTimeUtc(held.SafeFileHandle) == File.GetLastWriteTimeUtc(name);
#endif
}
