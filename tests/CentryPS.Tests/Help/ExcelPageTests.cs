using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using CentryPS.Sandbox.Engine;

namespace CentryPS.Tests.Help;

/// <summary>
/// The scripts of the page about spreadsheets run; those for ImportExcel, which is not available, are parsed.
/// </summary>
public sealed class ExcelPageTests : SandboxTest
{
    [Theory]
    [InlineData("docs/excel.md", "en-US")]
    [InlineData("docs/excel.es.md", "es-CL")]
    public void Page_previews_and_sends_the_edited_cell_of_a_CSV_file(string page, string culture)
    {
        var scripts = Scripts(page);
        using var folder = new TemporaryFolder();
        using var console = new StringWriter();
        using var shell = new PowerShellHost(Centry, new ConsoleHost(console, width: 300));
        Collection<PSObject> Run(string code) => shell.Run($"[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '{culture}'; . {{ {code} \n}}");
        shell.Run($"Set-Location '{folder.File(".")}'; function Connect-Centry {{ }}");

        Run(scripts["Export-Order.ps1"]);
        Run("$rows = Import-Csv pedidos.csv -UseCulture; $rows[0].buyer_phone = '+56 9 8765 4321'; $rows | Export-Csv pedidos.csv -UseCulture");
        Centry.ClearRequests();
        Run(scripts["Show-Change.ps1"]);

        Assert.Empty(shell.Errors);
        Assert.Equal(Output(page), console.ToString().Trim());
        Assert.DoesNotContain(Centry.Requests, request => request.Method == "PUT");

        Assert.Single(Run(scripts["Send-Change.ps1"]));
        Assert.Empty(shell.Errors);
        Assert.Equal("""{"buyer_phone":"+56 9 8765 4321"}""", Sent("PUT").Body);
    }

    [Fact]
    public void Page_has_the_same_scripts_and_kinds_of_cells_in_both_languages()
    {
        var english = Scripts("docs/excel.md");

        Assert.Equal(["Export-Order.ps1", "Export-Workbook.ps1", "Send-Change.ps1", "Send-Workbook.ps1", "Show-Change.ps1"], english.Keys.Order());
        Assert.Equal(english, Scripts("docs/excel.es.md"));
        Assert.Equal(Rows("docs/excel.md"), Rows("docs/excel.es.md"));
        Assert.All(english.Values, code =>
        {
            Parser.ParseInput(code, out _, out var errors);
            Assert.Empty(errors);
        });
    }

    private static Dictionary<string, string> Scripts(string page) =>
        Regex.Matches(Text(page), @"^```powershell\n# (\S+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static string Output(string page) => Regex.Match(Text(page), @"^```output\n(.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    private static int Rows(string page) => Regex.Count(Text(page), @"^\|", RegexOptions.Multiline);

    private static string Text(string page) => File.ReadAllText(Path.Combine(PowerShellHost.Root, page)).ReplaceLineEndings("\n");
}
