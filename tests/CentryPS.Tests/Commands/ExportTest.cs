namespace CentryPS.Tests.Commands;

/// <summary>A base class for tests of the file that Export-CentryOrder writes.</summary>
public abstract class ExportTest : SandboxTest
{
    private protected readonly TemporaryFolder Folder = new();

    protected string Pedidos => Folder.File("pedidos.csv");

    protected string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    /// <summary>The files and folders in the folder.</summary>
    protected string[] All => [.. Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Pedidos)!)];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void Export(int count)
    {
        Shell.Run($"Get-CentryOrder -First {count} | Export-CentryOrder '{Pedidos}'");
        Assert.Empty(Shell.Errors);
        Centry.ClearRequests();
    }

    /// <summary>The ids of the rows, as Import-Csv reads them.</summary>
    protected string[] Rows() => [.. Shell.Run($"(Import-Csv '{Pedidos}')._id").Select(id => (string)id.BaseObject)];
}
