using System.Text;
using System.Text.RegularExpressions;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace CentryPS.Tests.Conventions;

/// <summary>
/// What the module writes can be redirected in a Windows console of Latin America, whose code page is 850: a character without a place there
/// is changed, and an arrow becomes the control character 0x1A.
/// </summary>
public sealed partial class CodePageTests
{
    // It reads what spreadsheets write, in any currency.
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
    public void Text_of_the_module_has_a_place_in_code_page_850(string folder, string pattern)
    {
        var files = Directory.GetFiles(Path.Combine(PowerShellHost.Root, "src", folder), pattern, SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Empty(Misplaced(Exempt().Replace(File.ReadAllText(file), string.Empty))));
    }

    [Fact]
    public void Text_in_the_code_has_a_place_in_code_page_850()
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
        Assert.Empty(texts.SelectMany(Misplaced));
    }

    [Theory]
    [InlineData("→", false)]
    [InlineData("…", false)]
    [InlineData("“", false)]
    [InlineData("—", false)]
    [InlineData("-> ... ¿Ñandú? «Íñigo» 2 × ¡Sí!", true)]
    public void Character_without_a_place_is_found(string text, bool isPlaced) => Assert.Equal(isPlaced, !Misplaced(text).Any());

    private static IEnumerable<string> Misplaced(string text)
    {
        foreach (var character in text.EnumerateRunes().Where(rune => rune.Value >= ' ').Distinct())
        {
            if (!IsPlaced(character))
            {
                yield return $"U+{character.Value:X4} {character}";
            }
        }
    }

    private static bool IsPlaced(Rune character)
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

    // PlatyPS writes an empty paragraph as U+0080; the name of a product of the sandbox is data.
    [GeneratedRegex("\u0080|📷|^\uFEFF")]
    private static partial Regex Exempt();
}
