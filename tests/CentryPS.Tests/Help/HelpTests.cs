using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;

namespace CentryPS.Tests.Help;

/// <summary>Help is complete and correct in both languages.</summary>
public sealed class HelpTests
{
    private static readonly Dictionary<string, Type> Cmdlets = typeof(CentryCommand).Assembly.GetExportedTypes()
        .Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)
        .ToDictionary(type => type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : string.Empty);

    private static readonly HashSet<string> Commons =
        [.. PSCmdlet.CommonParameters, .. PSCmdlet.OptionalCommonParameters, "AsSecureString", "Parallel"];

    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (var cmdlet in Cmdlets.Keys)
            {
                pages.Add("en-US", cmdlet);
                pages.Add("es", cmdlet);
            }

            return pages;
        }
    }

    public static TheoryData<string, string> Topics => new()
    {
        { "en-US", "about_CentryPS" },
        { "en-US", "about_CentryPS_Automation" },
        { "en-US", "about_CentryPS_FirstSteps" },
        { "es", "about_CentryPS" },
        { "es", "about_CentryPS_Automation" },
        { "es", "about_CentryPS_FirstSteps" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_page_describes_exactly_the_parameters_of_the_cmdlet(string culture, string cmdlet)
    {
        var page = new HelpPage(culture, cmdlet);

        var parameters = ParametersOf(Cmdlets[cmdlet]).Order().ToArray();

        Assert.Equal(parameters, page.Parameters.Keys.Order());
        Assert.Equal(parameters, page.MamlParameters.Keys.Order());
        Assert.All(page.Parameters.Values, text => Assert.Matches(@"^[A-ZÁÉÍÓÚ][^{}]{9,}\.$", text.Replace("{", string.Empty).ReplaceLineEndings(" ")));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_at_the_prompt_shows_default_values(string culture, string cmdlet)
    {
        var page = new HelpPage(culture, cmdlet);

        Assert.Equal(page.Defaults.OrderBy(pair => pair.Key), page.MamlDefaults.OrderBy(pair => pair.Key));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_of_a_parameter_with_a_closed_set_lists_its_values(string culture, string cmdlet)
    {
        var page = new HelpPage(culture, cmdlet);

        foreach (var property in Cmdlets[cmdlet].GetProperties())
        {
            var values = (property.GetCustomAttribute<ApiNameAttribute>()?.Kind as ClosedSet)?.Values ?? [];
            Assert.All(values, value => Assert.Contains($"`{value}`", page.Parameters[property.Name]));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_of_Get_Help_equals_the_compiled_page(string culture, string cmdlet)
    {
        var page = new HelpPage(culture, cmdlet);

        Assert.Equal(Plain(page.Part("SYNOPSIS")), Plain(page.MamlSynopsis));
        Assert.Equal(Plain(page.Part("DESCRIPTION")), Plain(page.MamlDescription));
        Assert.Equal(Plain(page.Part("NOTES")), Plain(page.MamlNotes));
        Assert.All(page.Parameters, pair => Assert.Equal(Plain(pair.Value), Plain(page.MamlParameters[pair.Key])));
        Assert.InRange(page.Examples.Length, 3, 10);
        Assert.All(page.Examples, code => Assert.Contains(Plain(code), Plain(page.MamlExamples)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_page_mentions_only_existing_commands_and_parameters(string culture, string cmdlet)
    {
        var page = new HelpPage(culture, cmdlet);

        CheckNames(Regex.Replace(page.Markdown, @"^```output\n.*?^```", string.Empty, RegexOptions.Multiline | RegexOptions.Singleline));
        Assert.Contains($"HelpUri: {Cmdlets[cmdlet].GetCustomAttribute<CmdletAttribute>()!.HelpUri.Replace("/en-US/", $"/{culture}/")}\n", page.Markdown);
        Assert.EndsWith($"/docs/en-US/{cmdlet}.md", Cmdlets[cmdlet].GetCustomAttribute<CmdletAttribute>()!.HelpUri);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void About_topic_mentions_only_existing_commands_and_fits_the_screen(string culture, string topic)
    {
        var text = File.ReadAllText(Path.Combine(PowerShellHost.Root, culture, topic + ".help.txt"));

        CheckNames(text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 85));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("es")]
    public void About_topic_explains_every_error_code(string culture)
    {
        var text = File.ReadAllText(Path.Combine(PowerShellHost.Root, culture, "about_CentryPS.help.txt"));

        var documented = Regex.Matches(text, @"^        ([A-Z]\w+) {2,}\S", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value);

        Assert.Equal(Enum.GetNames<CentryErrorCode>().Order(), documented.Order());
    }

    [Fact]
    public void Get_Help_finds_the_help_of_the_module()
    {
        using var shell = new PowerShellHost();

        var help = shell.Run("Get-Help Set-CentryOrder").Single();

        Assert.Equal("Changes orders, only in the attributes that you specify.", help.Properties["Synopsis"].Value.ToString()!.Trim());
        Assert.StartsWith("TOPIC", shell.Run("Get-Help about_CentryPS_Automation").Single().ToString());
    }

    private static void CheckNames(string text)
    {
        var verbs = Regex.Matches(text, @"\b[A-Z][a-z]+-Centry\w*").Select(match => match.Value);
        Assert.All(verbs, name => Assert.Contains(name, Cmdlets.Keys));
        var known = Cmdlets.Values.SelectMany(ParametersOf).Concat(Commons).ToHashSet();
        var parameters = Regex.Matches(text, @"(?<=[\s`(\[])-([A-Z][A-Za-z]+)\b(?!-)")
            .Where(match => IsOfCentryCommand(text, match));
        Assert.All(parameters, match => Assert.Contains(match.Groups[1].Value, known));
    }

    // Ignores the parameters of other modules' commands on the same line.
    private static bool IsOfCentryCommand(string text, Match match)
    {
        var start = text.LastIndexOf('\n', match.Index) + 1;
        var before = text[start..match.Index];
        return !Regex.IsMatch(before, @"\b(Set-Secret|Get-Secret|Register-SecretVault|Set-SecretStoreConfiguration|Read-Host|Where-Object)\b");
    }

    private static IEnumerable<string> ParametersOf(Type cmdlet) => cmdlet.GetProperties()
        .Where(property => property.GetCustomAttributes<ParameterAttribute>().Any())
        .Select(property => property.Name)
        .Concat(cmdlet.GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess ? ["WhatIf", "Confirm"] : []);

    // Ignores code marks and line breaks.
    private static string Plain(string text) => Regex.Replace(text.Replace("`", string.Empty), @"\s+", " ").Trim();
}
