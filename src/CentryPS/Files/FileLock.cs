using System.Runtime.InteropServices;

namespace CentryPS.Files;

/// <summary>
/// Lets only one process at a time write a file, while others can read it: its owner keeps a lock file open
/// exclusively. This works on every system, and the lock ends with the process, even after a crash.
/// </summary>
/// <remarks>
/// On Linux and macOS, only .NET programs respect the file locks of .NET, and a file that others may read is not locked
/// for writing.
/// </remarks>
internal sealed class FileLock : IDisposable
{
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private readonly FileStream _held;

    private FileLock(FileStream held) => _held = held;

    /// <summary>Acquires a lock by opening its lock file. Returns null if another process holds the lock.</summary>
    /// <exception cref="IOException">The lock file cannot be opened for another reason.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public static FileLock? TryTake(string name)
    {
        var options = IsWindows ? FileOptions.DeleteOnClose : FileOptions.None;
        while (true)
        {
            try
            {
                var held = new FileStream(
                    name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options);
                if (IsAt(name, held))
                {
                    return new FileLock(held);
                }

                held.Dispose(); // its previous owner deleted the file meanwhile
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                return null;
            }
        }
    }

    public void Dispose()
    {
        try
        {
            if (!IsWindows && _held.CanRead)
            {
                File.Delete(_held.Name); // while the lock is held, so as not to delete the lock file of another process
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without an owner, a lock file has no effect.
        }

        _held.Dispose();
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows; EWOULDBLOCK of Linux and of macOS.
    private static bool IsHeld(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    private static bool IsAt(string name, FileStream held) =>
#if NETFRAMEWORK
        true;
#else
        IsWindows || File.GetLastWriteTimeUtc(held.SafeFileHandle) == File.GetLastWriteTimeUtc(name);
#endif
}
