#if !NETFRAMEWORK
using System.Runtime.InteropServices;
#endif

namespace CentryPS.Session;

/// <summary>
/// Finds the folder of the locks. It depends on the user alone and neither on HOME nor on XDG_DATA_HOME or TMPDIR, because
/// processes that differ in those may still use one sign-in.
/// </summary>
internal static class LockFolder
{
    private static readonly string[] Candidates = [.. List()];

    /// <summary>Gives the first folder that this user can write to, and makes it.</summary>
    /// <exception cref="CentryException">There is none.</exception>
    public static string Find()
    {
        CentryException? problem = null;
        foreach (var folder in Candidates)
        {
            try
            {
                return Make(folder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problem ??= Problem(folder, exception);
            }
        }

        throw problem!;
    }

    /// <summary>The error that a lock or its folder cannot be made.</summary>
    public static CentryException Problem(string path, Exception exception) =>
        new(CentryErrorCode.NotConnected, Messages.SignInLockFailed.With(path, exception.Message), exception) { Advice = Messages.SignInLockFailedAdvice.With(Candidates[0]) };

#if NETFRAMEWORK
    private static string Make(string folder) => Directory.CreateDirectory(folder).FullName;
#else
    // In a folder that all users share, another user may have made it first: only its owner can change its mode.
    private static string Make(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }
#endif

#if !NETFRAMEWORK
    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetUserId();
#endif

    private static IEnumerable<string> List()
    {
#if !NETFRAMEWORK
        if (!OperatingSystem.IsWindows())
        {
            // Root could change the mode of anybody's folder, so it has one where only root writes. A user of a container may have no name.
            var user = GetUserId();
            yield return user == 0 ? "/var/run/CentryPS" : FormattableString.Invariant($"/tmp/CentryPS-{user}");
        }
#endif
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (home.Length > 0)
        {
            yield return Path.Combine(home, "CentryPS", "SignIn");
        }

        yield return Path.Combine(Path.GetTempPath(), "CentryPS");
    }
}
