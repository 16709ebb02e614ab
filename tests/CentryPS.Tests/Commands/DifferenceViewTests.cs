using System.Text.RegularExpressions;

namespace CentryPS.Tests.Commands;

/// <summary>Differences are shown on screen as a plan.</summary>
public sealed partial class DifferenceViewTests : SandboxTest
{
    private const string Desired = """
        @{ callback_url = 'https://tienda.example/uno'; Topic = 'OrderSave', 'OrderDelete' },
        @{ callback_url = 'https://tienda1.example/centry/avisos'; Topic = 'ProductSave', 'OrderDelete' },
        @{ callback_url = 'https://tienda3.example/centry/avisos'; Topic = 'ProductSave' }
        """;

    protected override SandboxOptions Options => new() { RecordRequests = true, Companies = [SandboxOptions.DefaultCompany, "59c2bd4aa8d1d10b0c00cc02"] };

    [Fact]
    public void Difference_view_shows_a_line_with_a_mark_for_each_webhook()
    {
        var lines = Screen($"{Desired} | Compare-CentryWebhook -CallbackUrl 'https://tienda*'");

        Assert.Equal(
            [
                "+ https://tienda.example/uno OrderSave, OrderDelete",
                "~ https://tienda1.example/centry/avisos ProductSave -OrderSave +OrderDelete",
                "https://tienda3.example/centry/avisos ProductSave",
                "- https://tienda2.example/centry/avisos (not desired)",
            ],
            lines.Where(line => line.Contains("https://")));
    }

    [Fact]
    public void Difference_view_colors_its_marks_when_PSStyle_exists()
    {
        var lines = Screen($"{Desired} | Compare-CentryWebhook -CallbackUrl 'https://tienda*'", plain: false);

        Assert.All(
            ["\u001b[32m+\u001b[0m ", "\u001b[33m~\u001b[0m ", "\u001b[31m-\u001b[0m "],
            mark => Assert.Contains(lines, line => line.StartsWith(mark + "https://", StringComparison.Ordinal)));
    }

    [Fact]
    public void Difference_view_groups_by_company()
    {
        var tokens = Centry.Companies.Select(company => Centry.CreateAccessToken("read_webhook write_webhook", TimeSpan.FromHours(1), company));

        var lines = Screen($"""
            $rows = {Desired}
            '{string.Join("', '", tokens)}' | ForEach-Object {'{'} Connect-Centry -BaseUri '{Centry.BaseUri}' -AccessToken $_ -NoDefault {'}'} | ForEach-Object {'{'} $rows | Sync-CentryWebhook -Session $_ {'}'}
            """);

        Assert.Equal(Centry.Companies.Select(company => "Company: " + company), lines.Where(line => line.StartsWith("Company", StringComparison.Ordinal)));
        Assert.Equal(Centry.Companies, Centry.Companies.Where(company => Centry.Store("webhooks", company).Count == 4));
    }

    // Returns the lines of the screen with single spaces and, by default, without colors.
    private string[] Screen(string script, bool plain = true)
    {
        var host = new AnsweringHost(string.Empty);
        using var shell = new PowerShellHost(Centry, host);
        shell.Run($". {{ {script} }} | Out-Default");
        Assert.Empty(shell.Errors);
        return [.. host.Lines.Select(line => plain ? Escapes().Replace(line, string.Empty) : line).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))];
    }

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Escapes();
}
