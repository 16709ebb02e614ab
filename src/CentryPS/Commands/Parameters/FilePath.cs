using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

internal static class FilePath
{
    /// <summary>The full path of a file. Other PowerShell drives than those of the file system have no files.</summary>
    public static string Of(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem" ? full
            : throw CentryException.InvalidForAll(Messages.NotInFileSystem.With(path, provider.Name));
    }
}
