namespace CentryPS.Notifications;

/// <summary>
/// The owner of a file of an inbox: a file beside it that one process has open. FileShare.None is a lock between processes on
/// every system, and ends with the process.
/// </summary>
internal sealed class InboxLock : IDisposable
{
    private readonly FileStream _held;

    private InboxLock(FileStream held) => _held = held;

    /// <summary>Takes the lock of a file; null if another process has it.</summary>
    /// <exception cref="IOException">The lock cannot be opened for another reason.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public static InboxLock? TryTake(string path)
    {
        try
        {
            return new InboxLock(new FileStream(Path.ChangeExtension(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }
    }

    /// <summary>Gives it up; the file is anybody's.</summary>
    public void Dispose() => _held.Dispose();

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
