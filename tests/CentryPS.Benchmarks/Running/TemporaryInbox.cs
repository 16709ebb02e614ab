namespace CentryPS.Benchmarks.Running;

/// <summary>A folder that goes with this; it is made by whoever uses it.</summary>
internal sealed class TemporaryInbox : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("Inbox");

    public string Path => System.IO.Path.Combine(_folder.FullName, "inbox");

    public void Dispose() => _folder.Delete(recursive: true);
}
