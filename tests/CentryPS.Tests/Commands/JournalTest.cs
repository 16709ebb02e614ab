namespace CentryPS.Tests.Commands;

/// <summary>A base class for tests of the journal that bulk changes write with <c>-ResultPath</c>.</summary>
public abstract class JournalTest : SandboxTest
{
    protected const string Missing = "0123456789abcdef01234567";
    protected const string Header = "run,time,server,company_id,command,id,change,outcome,error_code,message,old,new";

    private protected readonly TemporaryFolder Folder = new();

    protected string Results => Folder.File("results.csv");

    protected string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    /// <summary>The bodies of the changes sent, in order.</summary>
    protected string[] Bodies => [.. Centry.Requests.Where(request => request.Method == "PUT").Select(request => request.Body)];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The lines of the journal by column, as Import-Csv reads them while the journal may be open.</summary>
    protected Dictionary<string, string>[] Lines()
    {
        using var stream = new FileStream(Results, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Header, lines[0]);
        return [.. lines.Skip(1).Select(line => Header.Split(',').Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second.Trim('"')))];
    }

    /// <summary>Returns spreadsheet rows with an id and a status.</summary>
    protected static string Rows(params (string Id, string Status)[] rows) =>
        $"@({string.Join(", ", rows.Select(row => $"[pscustomobject]@{{ _id = '{row.Id}'; _status = '{row.Status}' }}"))})";
}
