using System.Text.RegularExpressions;

namespace CentryPS.Files;

/// <summary>Refuses paths at which no file can be written and found again, on every system alike.</summary>
internal static class WritablePath
{
    // https://learn.microsoft.com/windows/win32/fileio/naming-a-file: reserved with any extension.
    private static readonly Regex Device = new(@"^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])\s*(\.|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The file that a path names; links are followed.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">It is a folder, in a folder that does not exist, or has a name that Windows reserves or changes.</exception>
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
    private static string Target(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
#endif
}
