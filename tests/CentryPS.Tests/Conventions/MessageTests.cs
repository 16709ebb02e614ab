using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CentryPS.Tests.Conventions;

/// <summary>The messages of both languages correspond.</summary>
public sealed partial class MessageTests
{
    private static readonly Dictionary<string, string> English = Read("Messages.resx");
    private static readonly Dictionary<string, string> Spanish = Read("Messages.es.resx");

    [Fact]
    public void Both_languages_have_the_same_messages() => Assert.Equal(English.Keys.Order(), Spanish.Keys.Order());

    [Fact]
    public void Message_has_the_same_placeholders_in_both_languages()
    {
        foreach (var (name, text) in English)
        {
            Assert.Equal((name, Placeholders(text)), (name, Placeholders(Spanish[name])));
        }
    }

    [Fact]
    public void Message_is_translated() =>
        Assert.All(English.Where(message => message.Value.Contains(". ")), message => Assert.NotEqual(message.Value, Spanish[message.Key]));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Error_code_has_a_message_and_advice_in_both_languages(CentryErrorCode code)
    {
        foreach (var messages in new[] { English, Spanish })
        {
            Assert.NotEmpty(messages[code.ToString()]);
            Assert.NotEmpty(messages[code + "Advice"]);
            Assert.Empty(Placeholders(messages[code + "Advice"]));
        }
    }

    [Fact]
    public void Message_is_used()
    {
        var code = string.Concat(Directory
            .EnumerateFiles(BuiltModule.Source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(BuiltModule.Source, file).StartsWith("obj", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var byCode = Enum.GetNames<CentryErrorCode>().SelectMany(name => new[] { name, name + "Advice" });

        Assert.DoesNotContain(English.Keys.Except(byCode), name => !Regex.IsMatch(code, $@"\bMessages\.{name}\b"));
    }

    public static TheoryData<CentryErrorCode> Codes() => [.. Enum.GetValues<CentryErrorCode>()];

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    private static Dictionary<string, string> Read(string name) =>
        XDocument.Load(Path.Combine(BuiltModule.Source, "Module", name))
            .Root!
            .Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Placeholder();
}
