using System.Globalization;
using System.Text.RegularExpressions;
using CentryPS.Commands.Base;

namespace CentryPS.Tests.Help;

/// <summary>An error leads to what can be done about it, in the user's language; so does the help of a command.</summary>
public sealed class ErrorPageTests : SandboxTest
{
    private const string Web = "https://github.com/centryps/CentryPS/blob/main/";

    public static TheoryData<string, string> Pages => new() { { "en-US", "docs/errors.md" }, { "es-CL", "docs/errors.es.md" } };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_code_has_its_place_on_the_page_and_leads_there(string culture, string page)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = new CultureInfo(culture);
        try
        {
            Assert.Equal(Anchors(page), Enum.GetValues<CentryErrorCode>().Select(code => CentryErrors.Record(new CentryException(code, "x"), null).Exception.HelpLink));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void An_error_at_the_prompt_leads_to_its_place(string culture, string page)
    {
        Shell.Run($"[Threading.Thread]::CurrentThread.CurrentUICulture = '{culture}'; Get-CentryOrder -Id 59c2bd4aa8d1d10b0c9c3f11");

        Assert.Equal($"{Web}{page}#notfound", Shell.Error.Exception.HelpLink);
    }

    [Theory]
    [MemberData(nameof(HelpTests.Pages), MemberType = typeof(HelpTests))]
    public void Help_on_the_web_is_in_the_users_language(string culture, string cmdlet)
    {
        var links = Shell.Run($"""
            [Threading.Thread]::CurrentThread.CurrentUICulture = '{(culture == "es" ? "es-CL" : culture)}'
            (Get-Help {cmdlet}).relatedLinks.navigationLink.uri
            """);

        // PowerShell opens the first link of the help, and HelpUri only where there is none.
        Assert.Equal($"{Web}docs/{culture}/{cmdlet}.md", links[0].ToString());
    }

    // Where a heading of the page leads, each with something to do below it.
    private static IEnumerable<string> Anchors(string page) =>
        Regex.Matches(File.ReadAllText(Path.Combine(PowerShellHost.Root, page)), @"^## (\w+)\n\n.+\n\n- .+", RegexOptions.Multiline)
            .Select(match => $"{Web}{page}#{match.Groups[1].Value.ToLowerInvariant()}");
}
