using System.Collections;
using System.Text;

namespace CentryPS.Tests.Commands;

/// <summary>A file read with the wrong encoding or delimiter causes one error that names the correct one.</summary>
public sealed class MisreadFileTests : SandboxTest
{
    private readonly TemporaryFolder _folder = new();

    private string[] Ids => [.. Centry.Orders.All().Select(order => (string)order["_id"]!)];

    private string Orders => _folder.File("pedidos.csv");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("iso-8859-1", "utf8", "ansi", "")]
    [InlineData("iso-8859-1", "utf8", "ansi", "-OnlyChanged")]
    [InlineData("utf-8", "ansi", "utf8", "")]
    public void File_read_in_the_wrong_encoding_causes_one_error_with_the_correct_encoding(
        string encoding, string wrong, string right, string how)
    {
        Write(encoding, "_id,buyer_first_name", $"{Ids[0]},Ana", $"{Ids[1]},Muñoz", $"{Ids[2]},Núñez", $"{Ids[3]},Íñigo");

        var output = Shell.Run($"Import-Csv '{Orders}' -Encoding {wrong} | Set-CentryOrder {how}");

        Assert.Equal(Ids[0], ((CentryOrder)Assert.Single(output).BaseObject).Id);
        Assert.Equal(2, Shell.Errors.Count);
        Assert.All(Shell.Errors, error => Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId));
        Assert.StartsWith($"Row 3 ({Ids[1]}): column buyer_first_name: ", Shell.Errors[0].Exception.Message);
        Assert.Contains($"Import-Csv -Encoding {right},", Shell.Errors[0].Exception.Message);
        Assert.Contains($"2 ({Ids[2]}, {Ids[3]})", Shell.Errors[1].Exception.Message);
        Assert.Equal(2, ((ICollection)Shell.Errors[1].TargetObject).Count);

        Assert.Equal(how.Length > 0 ? 3 : 4, Shell.Run($"Import-Csv '{Orders}' -Encoding {right} | Set-CentryOrder {how}").Count);
        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Single_row_in_the_wrong_encoding_is_an_error_of_that_row()
    {
        Write("iso-8859-1", "_id,buyer_first_name", $"{Ids[0]},Ana", $"{Ids[1]},Muñoz");

        Shell.Run($"Import-Csv '{Orders}' | Set-CentryOrder");

        Assert.StartsWith($"Row 3 ({Ids[1]}): ", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Row_in_the_wrong_encoding_is_counted_even_when_it_has_other_problems()
    {
        Write("iso-8859-1", "_id,_status,buyer_first_name", $"{Ids[0]},,Muñoz", $"{Ids[1]},shiped,Núñez", $"{Ids[2]},shiped,Ana");

        Shell.Run($"Import-Csv '{Orders}' | Set-CentryOrder");

        Assert.Equal(3, Shell.Errors.Count);
        Assert.Contains("shipped?", Shell.Errors[1].Exception.Message);
        Assert.Contains($"1 ({Ids[1]})", Shell.Errors[2].Exception.Message);
    }

    [Fact]
    public void Journal_records_each_row_read_in_the_wrong_encoding()
    {
        Write("iso-8859-1", "_id,buyer_first_name", $"{Ids[0]},Muñoz", $"{Ids[1]},Núñez", $"{Ids[2]},Íñigo");

        Shell.Run($"Import-Csv '{Orders}' | Set-CentryOrder -ResultPath '{_folder.File("r.csv")}'");

        Assert.Equal(2, Shell.Errors.Count);
        Assert.Equal(Ids[..3], Shell.Run($"Import-Csv '{_folder.File("r.csv")}' | Where-Object error_code -eq InvalidRequest | ForEach-Object id").Select(id => (string)id.BaseObject));
    }

    [Fact]
    public void Terminating_error_is_reported_after_the_rows_in_the_wrong_encoding()
    {
        Write("iso-8859-1", "_id,buyer_first_name", $"{Ids[0]},Muñoz", $"{Ids[1]},Núñez", $"{Ids[2]},Ana");
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 401 });

        Shell.Run($"Import-Csv '{Orders}' | Set-CentryOrder");

        Assert.Contains($"1 ({Ids[1]})", Shell.Errors[1].Exception.Message);
        Assert.StartsWith("AuthenticationFailed,", Shell.Errors[2].FullyQualifiedErrorId);
    }

    [Fact]
    public void Header_read_in_the_wrong_encoding_causes_one_error()
    {
        Shell.Run($"1..100 | ForEach-Object {{ [pscustomobject]@{{ 'ï»¿_id' = '{Ids[0]}'; buyer_dni = $_ }} }} | Set-CentryOrder");

        Assert.Contains("-Encoding utf8", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData(";", "';'")]
    [InlineData("\t", "\"`t\"")]
    [InlineData("|", "'|'")]
    public void File_read_with_the_wrong_delimiter_causes_one_error_with_the_correct_delimiter(
        string delimiter, string option)
    {
        Write("utf-8", [.. new[] { "_id,buyer_dni", $"{Ids[0]},1", $"{Ids[1]},2" }.Select(line => line.Replace(",", delimiter))]);

        Shell.Run($"Import-Csv '{Orders}' | Set-CentryOrder");

        Assert.EndsWith($"Import-Csv -Delimiter {option}.", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
        Assert.Equal(2, Shell.Run($"Import-Csv '{Orders}' -Delimiter {option} | Set-CentryOrder").Count);
    }

    [Fact]
    public void File_with_commas_read_with_semicolons_causes_one_error()
    {
        Write("utf-8", "_id,buyer_dni", $"{Ids[0]},1");

        Shell.Run($"Import-Csv '{Orders}' -Delimiter ';' | Set-CentryOrder");

        Assert.EndsWith("Import-Csv -Delimiter ','.", Shell.Error.Exception.Message);
    }

    private void Write(string encoding, params string[] lines) => File.WriteAllLines(Orders, lines, encoding == "utf-8" ? new UTF8Encoding() : Encoding.GetEncoding(encoding));
}
