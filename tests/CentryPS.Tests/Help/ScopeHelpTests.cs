using System.Text.RegularExpressions;

namespace CentryPS.Tests.Help;

/// <summary>The help lists the scopes that a command needs.</summary>
public sealed partial class ScopeHelpTests : SandboxTest
{
    private const string Desired = "@{ callback_url = 'https://tienda.example/avisos'; topic = 'OrderSave' }";

    private static readonly Dictionary<string, string> Commands = new()
    {
        ["Get-CentryOrder"] = "Get-CentryOrder -First 1",
        ["Set-CentryOrder"] = "Set-CentryOrder -Id 69a582d7a8d1d10b0c000001 -Status shipped",
        ["Get-CentryWebhook"] = "Get-CentryWebhook -First 1",
        ["New-CentryWebhook"] = "New-CentryWebhook -CallbackUrl https://tienda.example/avisos -Topic OrderSave",
        ["Set-CentryWebhook"] = "Set-CentryWebhook -Id 69a582d7a8d1d10b0c000001 -AddTopic OrderDelete",
        ["Remove-CentryWebhook"] = "Remove-CentryWebhook -Id 69a582d7a8d1d10b0c000001 -Force",
        ["Compare-CentryWebhook"] = $"{Desired} | Compare-CentryWebhook",
        ["Sync-CentryWebhook"] = $"{Desired} | Sync-CentryWebhook",
        ["Undo-CentryChange"] = "Undo-CentryChange changes.csv",
    };

    public static TheoryData<string> Cmdlets => [.. Commands.Keys];

    [Theory]
    [MemberData(nameof(HelpTests.Pages), MemberType = typeof(HelpTests))]
    public void Help_page_starts_with_the_scope_of_its_command(string culture, string cmdlet)
    {
        var notes = new HelpPage(culture, cmdlet).Part("NOTES");

        Assert.Matches(culture == "es" ? "^(Necesita (el|los) alcances? |No necesita ningún alcance)" : "^Needs (the scopes? |no scope)", notes);
        Assert.Equal(Scopes("en-US", cmdlet), Scopes("es", cmdlet));
        Assert.Equal(Commands.ContainsKey(cmdlet), Scopes(culture, cmdlet).Length > 0);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Command_needs_exactly_the_scopes_of_its_help_page(string cmdlet)
    {
        var scopes = Scopes("en-US", cmdlet);
        using var folder = new TemporaryFolder();
        Shell.Run($"Set-Location '{folder.File(".")}'; Set-CentryOrder -Id 69a582d7a8d1d10b0c000001 -Status shipped -ResultPath changes.csv -Undoable");

        foreach (var missing in scopes)
        {
            RunWith(cmdlet, scopes.Where(scope => scope != missing));
            Assert.StartsWith("PermissionDenied,", Shell.Error.FullyQualifiedErrorId);
        }

        RunWith(cmdlet, scopes);
        Assert.Empty(Shell.Errors);
    }

    private void RunWith(string cmdlet, IEnumerable<string> scopes)
    {
        Shell.Connect(Centry.BaseUri, Centry.CreateAccessToken(string.Join(' ', scopes.Prepend("public")), TimeSpan.FromHours(1)));
        Shell.Run(Commands[cmdlet]);
    }

    // Returns the scopes in the first clause, which are always needed.
    private static string[] Scopes(string culture, string cmdlet) =>
        [.. Scope().Matches(Needs().Match(new HelpPage(culture, cmdlet).Part("NOTES")).Value).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^(Needs the scopes? `|Necesita (el|los) alcances? `)[^.;]+")]
    private static partial Regex Needs();

    [GeneratedRegex("`(.+?)`")]
    private static partial Regex Scope();
}
