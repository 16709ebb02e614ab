using System.Text.RegularExpressions;

namespace CentryPS.Files;

/// <summary>Refuses paths at which no file can be written and found again, on every system alike.</summary>
internal static class WritablePath
{
    // https://learn.microsoft.com/windows/win32/fileio/naming-a-file: reserved with any extension.
    private static readonly Regex Device = new(@"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\.|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The file that a path names; links are followed.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">It is a folder, in a folder that does not exist, has a name that Windows reserves or changes, or is a device or a pipe.</exception>
    public static string Of(string path)
    {
        var name = Path.GetFileName(path);
        var problem = Device.IsMatch(name) ? Messages.PathIsDevice
            : name.Length > 0 && name[name.Length - 1] is '.' or ' ' ? Messages.PathEndsInDot
            : name.Length == 0 || Directory.Exists(path) ? Messages.PathIsFolder
            : !Directory.Exists(Path.GetDirectoryName(path)) ? Messages.PathHasNoFolder
            : null;
        return problem is null ? Target(path) : throw new IOException(problem.With(path, Path.GetDirectoryName(path)));
    }

#if NETFRAMEWORK
    private static string Target(string path) => path;
#else
    private static readonly string[] SpecialFolders = ["/dev/", "/proc/", "/sys/"];

    private static string Target(string path)
    {
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        return IsRegular(target) ? target : throw new IOException(Messages.PathIsNoFile.With(path));
    }

    // A file that is replaced by renaming another one over it: a device or a pipe would be gone.
    private static bool IsRegular(string target)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(target))
        {
            return true;
        }

        if (SpecialFolders.Any(folder => target.StartsWith(folder, StringComparison.Ordinal)) && !target.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            // For reading and writing, since only then a pipe opens without another end.
            using var file = new FileStream(target, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return file.CanSeek;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true; // reported where it is written
        }
    }
#endif
}
