using System.Runtime.InteropServices;

namespace CentryPS.Notifications;

/// <summary>
/// The owner of a file of an inbox: a file beside it that one process has open. FileShare.None is a lock between processes on
/// every system, and ends with the process.
/// </summary>
internal sealed class InboxLock : IDisposable
{
    private readonly FileStream _held;
    private readonly bool _isNew;

    private InboxLock(FileStream held, bool isNew) => (_held, _isNew) = (held, isNew);

    /// <summary>Takes the lock of a file; null if another process has it.</summary>
    /// <exception cref="IOException">The lock cannot be opened for another reason.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public static InboxLock? TryTake(string path)
    {
        try
        {
            var name = Path.ChangeExtension(path, ".lock");
            var isNew = !File.Exists(name);
            return new InboxLock(new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), isNew);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    /// <summary>Gives it up; the file is anybody's.</summary>
    public void Dispose() => _held.Dispose();

    /// <summary>Gives it up, and leaves nothing behind that the owner of the file may not open.</summary>
    public void Abandon()
    {
        // While it is held, so that it is not the lock of another process. Windows cannot, and its folders pass on their permissions.
        if (_isNew && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            File.Delete(_held.Name);
        }

        Dispose();
    }

    /// <summary>Gives it up together with a file that does not exist, or no more.</summary>
    public void Remove()
    {
        Dispose();
        try
        {
            File.Delete(_held.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process looks whose it is, finds no file and removes it.
        }
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows; EWOULDBLOCK of Linux and of macOS.
    private static bool IsHeld(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
