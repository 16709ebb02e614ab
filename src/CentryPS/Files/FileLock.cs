using System.Runtime.InteropServices;

namespace CentryPS.Files;

/// <summary>
/// Lets one process at a time write a file, while others read it: holds a file beside it that nobody else may open. That is a
/// lock on every system, and it ends with the process, however that ends.
/// </summary>
/// <remarks>On Linux and macOS .NET locks files for .NET programs only, and a writer that lets others read has no lock of its own.</remarks>
internal sealed class FileLock : IDisposable
{
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private readonly FileStream _held;

    private FileLock(FileStream held) => _held = held;

    /// <summary>Takes the lock of a file.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be made.</exception>
    public static FileLock Take(string path)
    {
        var name = path + ".lock";
        while (true)
        {
            var held = Open(path, name);
            if (IsAt(name, held))
            {
                return new FileLock(held);
            }

            held.Dispose(); // the process that held it has removed it meanwhile
        }
    }

    /// <summary>Gives the lock up.</summary>
    public void Dispose()
    {
        if (!IsWindows && _held.CanRead)
        {
            File.Delete(_held.Name); // before the lock ends, so that it is not the file of another process
        }

        _held.Dispose();
    }

    private static FileStream Open(string path, string name)
    {
        try
        {
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, IsWindows ? FileOptions.DeleteOnClose : FileOptions.None);
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
