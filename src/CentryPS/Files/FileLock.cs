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

    /// <summary>Takes the lock that a lock file stands for; null if another process holds it.</summary>
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

                held.Dispose(); // the process that held the lock has deleted the file meanwhile
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                return null;
            }
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        try
        {
            if (!IsWindows && _held.CanRead)
            {
                File.Delete(_held.Name); // before the lock ends, to not delete another process's lock file
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A lock file that stays locks nothing.
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
