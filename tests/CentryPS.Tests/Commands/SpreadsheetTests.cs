using System.Management.Automation;
using System.Text.Json.Nodes;

namespace CentryPS.Tests.Commands;

/// <summary>An exported file is edited and imported: unedited rows send nothing, and an edited cell sends its attribute.</summary>
public sealed class SpreadsheetTests : SandboxTest
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("pedidos.csv");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("", ",", "")]
    [InlineData("-Delimiter ';'", ";", "")]
    [InlineData("-UseCulture", ";", "-Culture es-CL")]
    public void Unedited_file_sends_nothing(string how, string delimiter, string culture)
    {
        Hostile();
        Export(how);
        Shell.Set("rows", Rows(delimiter));

        var output = Shell.Run($"$rows | Set-CentryOrder -OnlyChanged {culture}");

        Assert.Empty(Shell.Errors);
        Assert.Empty(Shell.Warnings);
        Assert.Empty(output);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData("buyer_phone", "'+56 9 1", """{"buyer_phone":"+56 9 1"}""")]
    [InlineData("total_amount", "15990.5", """{"total_amount":15990.5}""")]
    [InlineData("_status", "shipped", """{"_status":"shipped"}""")]
    [InlineData("billable", "false", """{"billable":false}""")]
    public void Edited_cell_sends_only_its_attribute(string column, string cell, string body)
    {
        Export();
        var rows = Rows();
        rows[0].Properties[column].Value = cell;
        Shell.Set("rows", rows);

        var output = Shell.Run("$rows | Set-CentryOrder -OnlyChanged");

        Assert.Empty(Shell.Errors);
        Assert.Single(output);
        Assert.Equal(body, Sent("PUT").Body);
    }

    [Fact]
    public void Edited_part_of_an_address_keeps_the_other_parts()
    {
        Export();
        var rows = Rows();
        rows[0].Properties["address_shipping.line1"].Value = "Av. Ñuñoa 1";
        Shell.Set("rows", rows);

        var order = (CentryOrder)Shell.Run("$rows[0] | Set-CentryOrder -OnlyChanged").Single().BaseObject;

        Assert.Equal(("Av. Ñuñoa 1", "Santiago"), (order.AddressShipping!.Line1, order.AddressShipping.City));
        Assert.Equal(["address_shipping"], ((JsonObject)JsonNode.Parse(Sent("PUT").Body)!).Select(pair => pair.Key));
        Assert.Contains("\"city\":\"Santiago\"", Sent("PUT").Body);
    }

    [Fact]
    public void Order_changed_since_the_export_is_a_conflict_and_is_not_updated()
    {
        Export();
        var rows = Rows();
        rows[0].Properties["buyer_phone"].Value = "1";
        rows[1].Properties["buyer_phone"].Value = "2";
        Shell.Set("rows", rows);
        Shell.Run("Get-CentryOrder -First 1 | Set-CentryOrder -BuyerDni otro");

        Shell.Run("$rows | Set-CentryOrder -OnlyChanged -WhatIf");
        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);

        var output = Shell.Run("$rows | Set-CentryOrder -OnlyChanged");

        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);
        Assert.NotEmpty(Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Single(output);
        Assert.Equal("+56 2 2345 6789", (string?)Centry.Orders.All()[0]["buyer_phone"]);
        Assert.Equal("2", (string?)Centry.Orders.All()[1]["buyer_phone"]);
    }

    [Fact]
    public void WhatIf_shows_only_the_cells_that_differ()
    {
        Export();
        var rows = Rows();
        rows[1].Properties["buyer_phone"].Value = "1";
        var host = new AnsweringHost(string.Empty);
        using var shell = new PowerShellHost(Centry, host);
        shell.Set("rows", rows);

        Assert.Empty(shell.Run("$rows | Set-CentryOrder -OnlyChanged -WhatIf"));

        Assert.Contains("Update (buyer_phone: \"+56 2 2345 6789\" -> \"1\")", Assert.Single(host.Lines));
        Assert.Contains("N-1001", host.Lines[0]);
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public void Export_escapes_cells_that_a_spreadsheet_would_run_as_formulas()
    {
        Hostile();
        Export();

        Assert.DoesNotMatch("(?m)(^|,)\"?[=+@]", System.IO.File.ReadAllText(File).Replace("\uFEFF", string.Empty));
        Assert.Equal(0xEF, System.IO.File.ReadAllBytes(File)[0]);
    }

    [Fact]
    public void Export_respects_NoClobber_and_refuses_to_append_with_another_delimiter()
    {
        Export();
        Export("-Append");
        Assert.Equal(12, Rows().Length);

        Shell.Run($"Get-CentryOrder | Export-CentryOrder '{File}' -NoClobber");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);

        Shell.Run($"Get-CentryOrder | Export-CentryOrder '{File}' -Append -Delimiter ';'");
        Assert.Contains("-Append", Shell.Error.Exception.Message);

        Shell.Run($"Get-CentryOrder | Export-CentryOrder '{_folder.File("nada/a.csv")}'");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Equal(12, Rows().Length);
    }

    private void Hostile()
    {
        Shell.Run("""
            Get-CentryOrder -First 1 | Set-CentryOrder -BuyerFirstName '=HYPERLINK("http://malo.example";"x")' -BuyerLastName "'=1" -BuyerDni "a,b;`"c`"`r`nd" -BuyerEmail '@x' -BuyerPhone "-5" -ShippedDate 2026-03-31T17:30:00.5-03:00
            """);
        Assert.Empty(Shell.Errors);
        Centry.ClearRequests();
    }

    private void Export(string how = "")
    {
        Shell.Run($"[Threading.Thread]::CurrentThread.CurrentCulture = 'es-CL'; Get-CentryOrder | Export-CentryOrder '{File}' {how}");
        Assert.Empty(Shell.Errors);
        Centry.ClearRequests();
    }

    private PSObject[] Rows(string delimiter = ",") => [.. Shell.Run($"Import-Csv '{File}' -Delimiter '{delimiter}'")];
}
