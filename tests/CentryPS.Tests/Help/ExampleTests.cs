using System.Text.RegularExpressions;
using CentryPS.Sandbox.Engine;

namespace CentryPS.Tests.Help;

/// <summary>Each example of the help runs unchanged and prints the output on its page.</summary>
[Collection(VaultFolder.Collection)]
public sealed partial class ExampleTests : SandboxTest
{
    // Stand-ins for the commands of SecretManagement and Azure Automation in the examples.
    private const string Prelude = """
        function Get-Secret($Name) { $global:refresh }
        function Set-Secret($Name, $SecureStringSecret) { $global:refresh = $SecureStringSecret }
        function Get-AutomationVariable($Name) { $global:refresh }
        function Set-AutomationVariable($Name, $Value) { $global:refresh = $Value }
        """;

    // Some examples use two companies.
    protected override SandboxOptions Options => new() { Companies = SandboxOptions.CompanyIds(2) };

    public static TheoryData<string, string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, string, int>();
            foreach (var (culture, cmdlet) in HelpTests.Pages.Select(row => row.Data))
            {
                foreach (var (index, _) in new HelpPage(culture, cmdlet).Examples.Index())
                {
                    examples.Add(culture, cmdlet, index + 1);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_runs_and_prints_the_output_on_its_page(string culture, string cmdlet, int number)
    {
        var page = new HelpPage(culture, cmdlet);
        var (code, output) = (page.Examples[number - 1], page.Outputs[number - 1]);

        var screen = Comparable(Run(code, culture == "es" ? "es-CL" : culture));

        var expected = Comparable(output);
        Assert.Equal(expected, expected.EndsWith(" ...", StringComparison.Ordinal) ? screen[..Math.Min(screen.Length, expected.Length - 4)] + " ..." : screen);
    }

    // Returns the screen output of an example.
    private string Run(string code, string culture)
    {
        using var console = new StringWriter();
        using var shell = new PowerShellHost(Centry, new ConsoleHost(console, width: 100));
        shell.Set("token", Centry.AccessToken);
        shell.Set("refresh", Centry.CreateRefreshToken("read_orders"));
        // One change at a time, so that the journal has the order of the input.
        shell.Run($"{Prelude}; $PSDefaultParameterValues = @{{ 'Connect-Centry:BaseUri' = '{Centry.BaseUri}'; 'Set-Centry*:ThrottleLimit' = 1; 'Undo-Centry*:ThrottleLimit' = 1 }}");
        using var keeper = new PowerShellHost(); // saves sign-ins without a session in the example's runspace
        foreach (var (name, signIn) in new (string, SandboxSignIn)[] { ("application", Centry.SignIns[0]), ("other", Centry.SignIns[1]) })
        {
            Array.ForEach([shell, keeper], each => each.Run($"${name} = [pscredential]::new('{signIn.ClientId}', [Net.NetworkCredential]::new('', '{signIn.ClientSecret}').SecurePassword)"));
        }

        using var vault = new VaultFolder();
        keeper.Run($"Connect-Centry -Name north -Credential $application -BaseUri {Centry.BaseUri}");
        using var folder = new TemporaryFolder();
        shell.Run($"Set-Location '{folder.File(".")}'");
        foreach (var file in Directory.GetFiles(Path.Combine(PowerShellHost.Root, "docs", "examples")))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        using var environment = new SignInVariables();
        shell.Run($"[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = '{culture}'; . {{\n{code}\n}} | Out-Default");

        Assert.Empty(shell.Errors);
        Assert.Empty(shell.Warnings);
        return console.ToString();
    }

    // Removes text that varies: new ids, runs, times, ports, milliseconds, and the width of columns.
    private static string Comparable(string text)
    {
        text = Changing().Replace(Escapes().Replace(text, string.Empty), "?");
        return Blanks().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\b(?!69a5)[0-9a-f]{24}\b|\b\d{8}T\d{6}Z-[0-9a-f]{6}\b|(\d\d?/\d\d?/\d{4}|\d\d-\d\d-\d{4}|\d{4}-\d\d-\d\d) \d\d?:\d\d(:\d\d)?(\s[AP]M)?( [+-]\d\d:\d\d)?|(?<=in the vault |del almacén )[^""]+|(?<=(127\.0\.0\.1|localhost):)\d+|(?<![\w.,-])\d{1,4}(?![\w.,-])")]
    private static partial Regex Changing();

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\s+|(?<=-)-+")]
    private static partial Regex Blanks();

    // Environment variables belong to the process: remove them for the following tests.
    private sealed class SignInVariables : IDisposable
    {
        public void Dispose()
        {
            foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("CENTRY_")))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
