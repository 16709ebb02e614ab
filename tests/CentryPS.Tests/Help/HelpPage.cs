using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CentryPS.Tests.Help;

/// <summary>A cmdlet's page in one language: the Markdown, and the compiled help that Get-Help reads.</summary>
internal sealed class HelpPage
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";

    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly XElement _maml;

    public HelpPage(string culture, string cmdlet)
    {
        Markdown = File.ReadAllText(Path.Combine(PowerShellHost.Root, "docs", culture, cmdlet + ".md"));
        _maml = XDocument.Load(Path.Combine(PowerShellHost.Root, culture, "CentryPS.dll-Help.xml")).Root!
            .Elements(Command + "command")
            .Single(element => element.Element(Command + "details")!.Element(Command + "name")!.Value == cmdlet);
    }

    public string Markdown { get; }

    /// <summary>The descriptions of the parameters.</summary>
    public Dictionary<string, string> Parameters => Regex.Matches(Part("PARAMETERS"), @"^### -(\w+)\n\n(.*?)\n\n```yaml", RegexOptions.Multiline | RegexOptions.Singleline)
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    /// <summary>The code of each example.</summary>
    public string[] Examples => [.. ExampleBlocks.Select(match => match.Groups[1].Value)];

    /// <summary>The output of each example; empty if it has none.</summary>
    public string[] Outputs => [.. ExampleBlocks.Select(match => match.Groups[2].Value)];

    public Dictionary<string, string> MamlParameters => _maml.Element(Command + "parameters")!.Elements()
        .ToDictionary(element => element.Element(Maml + "name")!.Value, element => element.Element(Maml + "description")!.Value);

    /// <summary>The default values of the parameters that have one.</summary>
    public Dictionary<string, string> Defaults => Regex.Matches(Part("PARAMETERS"), @"^### -(\w+)\n.*?^DefaultValue: ""?(.*?)""?$", RegexOptions.Multiline | RegexOptions.Singleline)
        .Where(match => match.Groups[2].Value is not ("none" or "ninguno" or "False" or "$false"))
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim('\''));

    public Dictionary<string, string> MamlDefaults => _maml.Element(Command + "parameters")!.Elements()
        .Where(element => element.Element(Dev + "defaultValue") is not null)
        .ToDictionary(element => element.Element(Maml + "name")!.Value, element => element.Element(Dev + "defaultValue")!.Value);

    public string MamlSynopsis => _maml.Element(Command + "details")!.Element(Maml + "description")!.Value;

    public string MamlDescription => _maml.Element(Maml + "description")!.Value;

    public string MamlExamples => _maml.Element(Command + "examples")!.Value;

    public string MamlNotes => _maml.Element(Maml + "alertSet")!.Value;

    private MatchCollection ExampleBlocks =>
        Regex.Matches(Part("EXAMPLES"), @"```powershell\n(.*?)\n```(?:\n\n```output\n(.*?)\n```)?", RegexOptions.Singleline);

    /// <summary>Returns a section of the page without its heading.</summary>
    public string Part(string heading) => Regex.Match(Markdown, $@"^## {heading}\n\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value.Trim();
}
