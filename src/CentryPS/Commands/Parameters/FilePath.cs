using System.Management.Automation;

namespace CentryPS.Commands.Parameters;

/// <summary>A path that the user gave, as one of the file system: other drives of PowerShell have no files.</summary>
internal static class FilePath
{
    /// <summary>The path for the system.</summary>
    /// <param name="cmdlet">The cmdlet, whose location counts.</param>
    /// <param name="path">What the user gave.</param>
    /// <exception cref="CentryException">It lies elsewhere.</exception>
    public static string Of(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem" ? full : throw CentryException.InvalidForAll(Messages.NotInFileSystem.With(path, provider.Name));
    }
}
