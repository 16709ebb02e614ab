using System.Text.RegularExpressions;

namespace CentryPS.Files;

/// <summary>Refuses paths where a file cannot be written or found again, the same ones on every system.</summary>
internal static class WritablePath
{
    // Reserved with any extension: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    private static readonly Regex Device = new(
        @"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\.|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns the path of a file, or that of the target if it is a link.</summary>
    /// <exception cref="IOException">
    /// The path is a folder, is in a folder that does not exist, has a name that Windows reserves or changes, or is a
    /// device or a pipe.
    /// </exception>
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

    // Files are replaced by renaming, which would delete a device or a pipe.
    private static bool IsRegular(string target)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(target))
        {
            return true;
        }

        if (SpecialFolders.Any(folder => target.StartsWith(folder, StringComparison.Ordinal))
            && !target.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            // For reading and writing: a pipe would otherwise wait for its other end.
            using var file = new FileStream(
                target,
                FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 1);
            return file.CanSeek;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true; // the error is reported when the file is written
        }
    }
#endif
}
