namespace CentryPS.Benchmarks.Running;

/// <summary>The path of an inbox in a temporary folder, which is deleted on disposal.</summary>
internal sealed class TemporaryInbox : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("Inbox");

    public string Path => System.IO.Path.Combine(_folder.FullName, "inbox");

    public void Dispose() => _folder.Delete(recursive: true);
}
