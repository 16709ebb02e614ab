#if !NETFRAMEWORK
using System.Runtime.InteropServices;
#endif
using System.Text;

namespace CentryPS.Session;

/// <summary>
/// A lock between the processes of this user: a file that no other process can open. It works on every system, any
/// thread can release it, and it ends with the process, even one that is killed. Processes take it in the order of
/// their arrival: each waiting process keeps a file open whose name contains its time of arrival.
/// </summary>
internal sealed class SignInLock : IDisposable
{
    private const string WaitExtension = ".wait";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly string[] Folders = [.. ListFolders()];

    private readonly FileStream _file;

    private SignInLock(FileStream file) => _file = file;

    /// <summary>The number that the last holder noted, as the length of the file; 0 for none.</summary>
    public int Number => (int)_file.Length;

    /// <exception cref="CentryException">Another process holds it too long, or the file cannot be created.</exception>
    public static async Task<SignInLock> TakeAsync(
        string subject,
        TimeProvider time,
        CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var name = Encoding.UTF8.GetBytes(subject.ToUpperInvariant()).ToSha256().Substring(0, 32);
        var path = Path.Combine(FindFolder(), name);
        FileStream? place = null;
        try
        {
            while (true)
            {
                if (IsFirst(path, place) && TryOpen(path + ".lock") is { } file)
                {
                    return new SignInLock(file);
                }

                if (time.GetElapsedTime(started) > Timeout)
                {
                    var message = Messages.SignInBusy.With(path + ".lock");
                    throw new CentryException(CentryErrorCode.Timeout, message, Messages.SignInBusyAdvice);
                }

                var arrival = FormattableString.Invariant($".{DateTime.UtcNow.Ticks:D19}.{Guid.NewGuid():N}");
                place ??= OpenPlace(path + arrival + WaitExtension, FileMode.CreateNew);
                await time.Delay(Interval, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            place?.Dispose();
        }
    }

    /// <summary>
    /// Returns the first folder that this user can write to, and creates it. It depends only on the user, not on HOME,
    /// XDG_DATA_HOME or TMPDIR, because processes with other values of these may use the same sign-in.
    /// </summary>
    public static string FindFolder()
    {
        CentryException? problem = null;
        foreach (var folder in Folders)
        {
            try
            {
                CreateFolder(folder);
                return folder;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problem ??= Problem(folder, exception);
            }
        }

        throw problem!;
    }

    public void Note(int number)
    {
        _file.SetLength(number);
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Releases the lock. The file stays: another process may be about to open it.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Problem(file, exception);
        }
    }

    private static bool IsFirst(string path, FileStream? place) => !Directory
        .EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + ".*" + WaitExtension)
        .OrderBy(file => file, StringComparer.Ordinal)
        .TakeWhile(file => file != place?.Name)
        .Any(IsWaiting);

    // The file of a killed process can be opened, which removes it.
    private static bool IsWaiting(string file)
    {
        try
        {
            OpenPlace(file, FileMode.Open).Dispose();
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception is not FileNotFoundException;
        }
    }

    private static FileStream OpenPlace(string file, FileMode mode) =>
        new(file, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    private static CentryException Problem(string path, Exception exception) => new(
        CentryErrorCode.NotConnected,
        Messages.SignInLockFailed.With(path, exception.Message),
        Messages.SignInLockFailedAdvice.With(Folders[0]),
        exception);

    private static void CreateFolder(string folder)
    {
        Directory.CreateDirectory(folder);
#if !NETFRAMEWORK
        if (!OperatingSystem.IsWindows())
        {
            // Fails if another user has created the folder in one that all users share.
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
#endif
    }

#if !NETFRAMEWORK
    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetUserId();
#endif

    private static IEnumerable<string> ListFolders()
    {
#if !NETFRAMEWORK
        if (!OperatingSystem.IsWindows())
        {
            // Root can change the mode of any folder, so it uses one that only root can write to. The user of a
            // container may have no name.
            var user = GetUserId();
            yield return user == 0 ? "/var/run/CentryPS" : FormattableString.Invariant($"/tmp/CentryPS-{user}");
        }
#endif
        const Environment.SpecialFolder LocalData = Environment.SpecialFolder.LocalApplicationData;
        var home = Environment.GetFolderPath(LocalData, Environment.SpecialFolderOption.DoNotVerify);
        if (home.Length > 0)
        {
            yield return Path.Combine(home, "CentryPS", "SignIn");
        }

        yield return Path.Combine(Path.GetTempPath(), "CentryPS");
    }
}
