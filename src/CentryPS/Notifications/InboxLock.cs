using System.Runtime.InteropServices;

namespace CentryPS.Notifications;

/// <summary>
/// The lock of an inbox file: a file beside it that its owner keeps open. FileShare.None excludes other processes on
/// every system, and ends with the process.
/// </summary>
internal sealed class InboxLock : IDisposable
{
    private readonly FileStream _stream;
    private readonly bool _isNew;

    private InboxLock(FileStream stream, bool isNew) => (_stream, _isNew) = (stream, isNew);

    /// <summary>Takes the lock of a file; null if another process holds it.</summary>
    /// <exception cref="IOException">The lock cannot be opened for another reason.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public static InboxLock? TryTake(string path)
    {
        try
        {
            var name = Path.ChangeExtension(path, ".lock");
            var isNew = !File.Exists(name);
            return new(new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), isNew);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Releases it, and removes it if it is new: the owner of the file might not be able to open it.</summary>
    public void Abandon()
    {
        // While held, so that it is not another process's lock. Windows cannot do this, but inherits permissions.
        if (_isNew && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            File.Delete(_stream.Name);
        }

        Dispose();
    }

    /// <summary>Releases and removes it, once its file no longer exists.</summary>
    public void Remove()
    {
        Dispose();
        try
        {
            File.Delete(_stream.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process has taken it; it finds no file and removes the lock.
        }
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows; EWOULDBLOCK of Linux and of macOS.
    private static bool IsHeld(IOException exception) => (exception.HResult & 0xFFFF) is 32 or 33 or 11 or 35;
}
