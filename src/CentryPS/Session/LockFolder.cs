#if !NETFRAMEWORK
using System.Runtime.InteropServices;
#endif

namespace CentryPS.Session;

/// <summary>
/// Finds the folder of the locks. It depends only on the user, not on HOME, XDG_DATA_HOME or TMPDIR, because processes
/// with other values of these may use the same sign-in.
/// </summary>
internal static class LockFolder
{
    private static readonly string[] Candidates = [.. List()];

    /// <summary>Returns the first folder that this user can write to, and creates it.</summary>
    /// <exception cref="CentryException">There is none.</exception>
    public static string Find()
    {
        CentryException? problem = null;
        foreach (var folder in Candidates)
        {
            try
            {
                return Create(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problem ??= Problem(folder, exception);
            }
        }

        throw problem!;
    }

    /// <summary>Creates the error for a lock, or its folder, that cannot be created.</summary>
    public static CentryException Problem(string path, Exception exception) =>
        new(CentryErrorCode.NotConnected, Messages.SignInLockFailed.With(path, exception.Message), exception)
        {
            Advice = Messages.SignInLockFailedAdvice.With(Candidates[0]),
        };

#if NETFRAMEWORK
    private static string Create(string folder) => Directory.CreateDirectory(folder).FullName;
#else
    // In a folder that all users share, another user may have created it: only the owner can change the mode.
    private static string Create(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetUserId();
#endif

    private static IEnumerable<string> List()
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
