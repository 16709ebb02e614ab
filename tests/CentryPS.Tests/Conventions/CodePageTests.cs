using System.Text;
using System.Text.RegularExpressions;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace CentryPS.Tests.Conventions;

/// <summary>
/// Text of the module fits code page 850, which Windows consoles in Latin America use. Redirection there replaces
/// other characters: an arrow becomes the control character 0x1A.
/// </summary>
public sealed partial class CodePageTests
{
    // Excluded because it recognizes the currency signs of spreadsheets.
    private const string Reader = "CentryPS.Models.Attributes.CellText";

    private static readonly Encoding Console =
        CodePagesEncodingProvider.Instance.GetEncoding(850, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    [Theory]
    [InlineData("CentryPS/Module", "*.resx")]
    [InlineData("CentryPS/Module", "*.ps1xml")]
    [InlineData("CentryPS/Module", "*.ps1")]
    [InlineData("CentryPS/Module", "*.txt")]
    [InlineData("CentryPS/Module", "*-Help.xml")]
    [InlineData("CentryPS.Sandbox.Server/Module", "*")]
    public void Text_files_of_the_module_fit_code_page_850(string folder, string pattern)
    {
        var files = Directory.GetFiles(Path.Combine(PowerShellHost.Root, "src", folder), pattern, SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Empty(Unencodable(Exempt().Replace(File.ReadAllText(file), string.Empty))));
    }

    [Fact]
    public void Strings_in_the_code_fit_code_page_850()
    {
        var texts = BuiltModule.Core.MainModule.GetAllTypes()
            .Where(type => !type.FullName.StartsWith(Reader, StringComparison.Ordinal))
            .SelectMany(type => type.Methods)
            .Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Where(instruction => instruction.OpCode == OpCodes.Ldstr)
            .Select(instruction => (string)instruction.Operand)
            .ToArray();

        Assert.InRange(texts.Length, 500, int.MaxValue);
        Assert.Empty(texts.SelectMany(Unencodable));
    }

    [Theory]
    [InlineData("→", false)]
    [InlineData("…", false)]
    [InlineData("“", false)]
    [InlineData("—", false)]
    [InlineData("-> ... ¿Ñandú? «Íñigo» 2 × ¡Sí!", true)]
    public void Character_outside_the_code_page_is_detected(string text, bool isEncodable) =>
        Assert.Equal(isEncodable, !Unencodable(text).Any());

    private static IEnumerable<string> Unencodable(string text)
    {
        foreach (var character in text.EnumerateRunes().Where(rune => rune.Value >= ' ').Distinct())
        {
            if (!IsEncodable(character))
            {
                yield return $"U+{character.Value:X4} {character}";
            }
        }
    }

    private static bool IsEncodable(Rune character)
    {
        try
        {
            return Console.GetBytes(character.ToString()) is [>= (byte)' '];
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    // PlatyPS writes empty paragraphs as U+0080; the camera is part of a product name in the sandbox.
    [GeneratedRegex("\u0080|📷|^\uFEFF")]
    private static partial Regex Exempt();
}
