namespace CentryPS.Tests;

/// <summary>The examples of the help are true: each runs as it stands.</summary>
[Collection(VaultFolder.Collection)]
public sealed class ExampleTests : SandboxTest
{
    // What an example takes for granted, and the commands of other modules that it calls, in small.
    private const string Prelude = """
        function Get-Secret($Name) { $global:refresh }
        function Set-Secret($Name, $SecureStringSecret) { $global:refresh = $SecureStringSecret }
        function Get-AutomationVariable($Name) { $global:refresh }
        function Set-AutomationVariable($Name, $Value) { $global:refresh = $Value }
        function Format-List { process { $_ } }
        function Get-Culture { [Globalization.CultureInfo]'es-CL' }
        function Import-Csv($Path, [switch] $UseCulture) {
            if ($Path -in 'orders.csv', 'pedidos.csv') { [pscustomobject]@{ _id = '69a582d7a8d1d10b0c000001'; buyer_email = 'uno@tienda.example'; buyer_phone = '' } }
            else { [pscustomobject]@{ callback_url = 'https://tienda.example/csv'; on_order_save = 'true'; events = '' } }
        }
        """;

    public static TheoryData<string, string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, string, int>();
            var known = new HashSet<string>(); // most have the same words in both languages
            foreach (var (culture, cmdlet) in HelpTests.Pages.Select(row => row.Data))
            {
                foreach (var (index, _) in new HelpPage(culture, cmdlet).Examples.Index().Where(example => known.Add(example.Item)))
                {
                    examples.Add(culture, cmdlet, index + 1);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs(string culture, string cmdlet, int number)
    {
        Shell.Set("token", Centry.AccessToken);
        Shell.Set("refresh", Centry.CreateRefreshToken("read_orders"));
        Shell.Run($"{Prelude}; $PSDefaultParameterValues = @{{ 'Connect-Centry:BaseUri' = '{Centry.BaseUri}' }}");
        Shell.Run($"$application = [pscredential]::new('{Centry.ClientId}', [Net.NetworkCredential]::new('', '{Centry.ClientSecret}').SecurePassword)");

        using var vault = new VaultFolder();
        Shell.Run("$null = Connect-Centry -Name north -Credential $application -NoDefault");
        using var folder = new TemporaryFolder();
        Shell.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{folder.File(".")}')");
        using var environment = new SignInVariables();
        Shell.Run(new HelpPage(culture, cmdlet).Examples[number - 1]);

        Assert.Empty(Shell.Errors);
        Assert.Empty(Shell.Warnings);
    }

    // Variables of the environment belong to the process, and so to the tests after this one.
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
