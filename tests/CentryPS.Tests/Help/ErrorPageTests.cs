using System.Globalization;
using System.Text.RegularExpressions;
using CentryPS.Commands.Base;

namespace CentryPS.Tests.Help;

/// <summary>An error links to its section of the error page, and a command to its help, in the user's language.</summary>
public sealed class ErrorPageTests : SandboxTest
{
    private const string Web = "https://github.com/centryps/CentryPS/blob/main/";

    public static TheoryData<string, string> Pages => new() { { "en-US", "docs/errors.md" }, { "es-CL", "docs/errors.es.md" } };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Error_page_has_a_section_for_every_code_that_the_help_link_opens(string culture, string page)
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
    public void Error_at_the_prompt_links_to_its_section(string culture, string page)
    {
        Shell.Run($"[Threading.Thread]::CurrentThread.CurrentUICulture = '{culture}'; Get-CentryOrder -Id 59c2bd4aa8d1d10b0c9c3f11");

        Assert.Equal($"{Web}{page}#notfound", Shell.Error.Exception.HelpLink);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_of_the_page_show_the_details_of_an_error(string culture, string page)
    {
        var commands = Regex.Match(Text(page), @"^```powershell\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        Shell.Run($"[cultureinfo]::CurrentUICulture = '{culture}'; $Error.Clear(); Get-CentryOrder -Id 59c2bd4aa8d1d10b0c9c3f11");
        var error = Shell.Error;

        var screen = string.Concat(Shell.Run($$"""& { {{commands}} } | Out-String -Width 200"""));

        Assert.Empty(Shell.Errors);
        Assert.Matches(@"FullyQualifiedErrorId : NotFound,\S+\s+TargetObject +: 59c2bd4aa8d1d10b0c9c3f11\s", screen);
        Assert.Contains(error.ErrorDetails.RecommendedAction, screen);
        Assert.Matches($@"ErrorCode +: NotFound\s+StatusCode +: NotFound\s+Method +: GET\s+RequestUri +: {Centry.BaseUri}\S+\s+ResponseBody +: .*\s+HelpLink +: \S+#notfound\s", screen);
        Assert.DoesNotContain(error.Exception.Message, screen);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_in_the_text_of_the_page_have_valid_parameters(string culture, string page)
    {
        Assert.NotEmpty(culture);
        var commands = Regex.Matches(Text(page), @"`([A-Z][a-z]+-Centry\w+ [^`]+)`").Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(commands);
        Shell.Set("commands", commands);

        var problems = Shell.Run("""
            foreach ($command in $commands) {
                foreach ($ast in [scriptblock]::Create($command).Ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                    $bound = [Management.Automation.Language.StaticParameterBinder]::BindCommand($ast)
                    if ($bound.BindingExceptions.Count) { "$($command): $($bound.BindingExceptions.Values.BindingException.Message)" }
                }
            }
            """);

        Assert.Empty(problems);
        Assert.Empty(Shell.Errors);
    }

    [Theory]
    [MemberData(nameof(HelpTests.Pages), MemberType = typeof(HelpTests))]
    public void Online_help_is_in_the_language_of_the_user(string culture, string cmdlet)
    {
        var links = Shell.Run($"""
            [Threading.Thread]::CurrentThread.CurrentUICulture = '{(culture == "es" ? "es-CL" : culture)}'
            (Get-Help {cmdlet}).relatedLinks.navigationLink.uri
            """);

        // PowerShell opens the first link of the help, and HelpUri only if there is none.
        Assert.Equal($"{Web}docs/{culture}/{cmdlet}.md", links[0].ToString());
    }

    private static string Text(string page) => File.ReadAllText(Path.Combine(PowerShellHost.Root, page));

    // The links to the headings of the page that have a list of actions below.
    private static IEnumerable<string> Anchors(string page) =>
        Regex.Matches(Text(page), @"^## (\w+)\n\n.+\n\n- .+", RegexOptions.Multiline)
            .Select(match => $"{Web}{page}#{match.Groups[1].Value.ToLowerInvariant()}");
}
