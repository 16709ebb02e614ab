namespace CentryPS.Notifications;

/// <summary>
/// Whose a file of an inbox is: a file beside it that one process has open. FileShare.None is a lock between processes on
/// every system, and ends with the process.
/// </summary>
/// <param name="path">The file that it is about.</param>
/// <exception cref="IOException">Another process has it.</exception>
internal sealed class InboxLock(string path) : IDisposable
{
    private readonly FileStream _held = new(Path.ChangeExtension(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

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
}
