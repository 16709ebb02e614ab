using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Help;

/// <summary>The commands with and without CentryPS on the page about curl have the same effect.</summary>
public sealed class FromCurlPageTests : SandboxTest
{
    private const string Base = "https://www.centry.cl";

    protected override SandboxOptions Options => new() { RecordRequests = true };

    [Theory]
    [InlineData("docs/from-curl.md", "Today", "With CentryPS")]
    [InlineData("docs/from-curl.es.md", "Hoy", "Con CentryPS")]
    public async Task Commands_with_and_without_CentryPS_make_the_same_changes(string page, string today, string here)
    {
        await using var other = await SandboxServer.StartAsync(new() { RecordRequests = true });
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("orders.csv"), "_id,buyer_phone\n69a582d7a8d1d10b0c000001,+56 2 2345 6789\n69a5c70ba8d1d10b0c000004,+56 9 1234 5678\n");

        Run(other, folder, Blocks(page, today), $"$token = '{other.CreateAccessToken("read_orders write_orders read_webhook write_webhook", TimeSpan.FromHours(1))}'");
        Run(Centry, folder, Blocks(page, here).Where(block => !block.StartsWith("Undo-", StringComparison.Ordinal)), $$"""
            $ConfirmPreference = 'None'
            $PSDefaultParameterValues = @{ 'Connect-Centry:BaseUri' = '{{Centry.BaseUri}}' }
            function Get-Credential { [pscredential]::new('{{Centry.ClientId}}', [Net.NetworkCredential]::new('', '{{Centry.ClientSecret}}').SecurePassword) }
            """);

        Assert.Equal(Changes(other), Changes(Centry));
        Assert.InRange(Changes(Centry).Length, 5, int.MaxValue);
    }

    [Fact]
    public void Page_has_the_same_commands_in_both_languages()
    {
        var english = Blocks("docs/from-curl.md", "Today").Concat(Blocks("docs/from-curl.md", "With CentryPS"));
        var spanish = Blocks("docs/from-curl.es.md", "Hoy").Concat(Blocks("docs/from-curl.es.md", "Con CentryPS"));

        Assert.Equal(english.Select(WithoutComments), spanish.Select(WithoutComments));
    }

    private static void Run(SandboxServer centry, TemporaryFolder folder, IEnumerable<string> blocks, string before)
    {
        using var shell = new PowerShellHost();
        shell.Run($"Set-Location '{folder.File(".")}'; {before}");
        foreach (var block in blocks)
        {
            shell.Run(block.Replace(Base, centry.BaseUri.OriginalString.TrimEnd('/')));
            Assert.Empty(shell.Errors);
        }
    }

    // Ids of created objects differ between servers.
    private static string[] Changes(SandboxServer centry) =>
    [
        .. centry.Requests
            .Where(request => request.Method is "POST" or "PUT" or "DELETE" && !request.Target.Contains("oauth"))
            .Select(request => $"{request.Method} {(request.Method == "DELETE" ? "webhook" : request.Target)} {Sorted(request.Body)}")
            .Order(),
    ];

    private static string Sorted(string body) => body.Length == 0 ? body
        : string.Join(", ", JsonNode.Parse(body)!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}"));

    private static IEnumerable<string> Blocks(string page, string label) =>
        Regex.Matches(Text(page), $@"^{label}:\n\n((?:```\w+\n.*?^```\n+)+)", RegexOptions.Multiline | RegexOptions.Singleline)
            .SelectMany(section => Regex.Matches(section.Groups[1].Value, @"^```powershell\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline))
            .Select(match => match.Groups[1].Value);

    private static string WithoutComments(string block) => Regex.Replace(block, " +# .*", string.Empty);

    private static string Text(string page) => File.ReadAllText(Path.Combine(PowerShellHost.Root, page)).ReplaceLineEndings("\n");
}
