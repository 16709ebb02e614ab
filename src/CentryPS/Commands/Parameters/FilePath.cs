using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>Resolves paths of the file system. Other PowerShell drives have no files.</summary>
internal static class FilePath
{
    /// <summary>The full path of a file, relative to the current location.</summary>
    /// <exception cref="CentryException">The path is not in the file system.</exception>
    public static string Of(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem" ? full
            : throw CentryException.InvalidForAll(Messages.NotInFileSystem.With(path, provider.Name));
    }
}
