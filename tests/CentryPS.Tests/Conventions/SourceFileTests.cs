using System.Text.RegularExpressions;

namespace CentryPS.Tests.Conventions;

/// <summary>Source files are short, and their names and folders match their types and namespaces.</summary>
public sealed partial class SourceFileTests
{
    private const int MaxLines = 200;
    private const int MaxColumns = 120;

    [Fact]
    public void Source_file_has_at_most_200_lines() =>
        Assert.DoesNotContain(Sources(), file => File.ReadLines(file).Count() > MaxLines);

    [Fact]
    public void Source_line_of_the_module_has_at_most_120_columns() =>
        Assert.DoesNotContain(
            Sources("src/CentryPS").SelectMany(file => File.ReadLines(file).Select(line => $"{Path.GetFileName(file)}: {line}")),
            line => line.Length - line.IndexOf(": ", StringComparison.Ordinal) - 2 > MaxColumns);

    [Fact]
    public void Source_file_has_the_name_of_its_only_public_type()
    {
        foreach (var file in Sources())
        {
            var types = PublicType().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).ToArray();
            Assert.True(types.Length <= 1, $"{file} holds {string.Join(", ", types)}");
            Assert.All(types, type => Assert.Equal(type, Path.GetFileName(file).Split('.')[0]));
        }
    }

    [Theory]
    [InlineData("src/CentryPS")]
    [InlineData("src/CentryPS.Sandbox")]
    [InlineData("src/CentryPS.Sandbox.Server")]
    [InlineData("tests/CentryPS.Tests")]
    public void Namespace_follows_the_folder_of_its_file(string project)
    {
        foreach (var file in Sources(project))
        {
            var folder = Path.GetRelativePath(Path.Combine(PowerShellHost.Root, project), Path.GetDirectoryName(file)!);
            var expected = Path.Combine(Path.GetFileName(project), folder is "." ? string.Empty : folder).TrimEnd(Path.DirectorySeparatorChar);

            Assert.All(
                Namespace().Matches(File.ReadAllText(file)),
                match => Assert.Equal((file, expected.Replace(Path.DirectorySeparatorChar, '.')), (file, match.Groups["name"].Value)));
        }
    }

    [Fact]
    public void Source_does_not_suppress_missing_documentation()
    {
        var project = File.ReadAllText(Path.Combine(BuiltModule.Source, "CentryPS.csproj"));

        Assert.DoesNotContain("1591", project);
        Assert.DoesNotContain(Sources("src"), file => File.ReadAllText(file).Contains("CS1591", StringComparison.Ordinal));
    }

    private static string[] Sources(params string[] folders)
    {
        string[] sources =
        [
            .. (folders is [] ? ["src", "tests"] : folders)
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(PowerShellHost.Root, folder), "*.cs", SearchOption.AllDirectories))
                .Where(file => !GeneratedFolder().IsMatch(Path.GetRelativePath(PowerShellHost.Root, file))),
        ];
        Assert.NotEmpty(sources);
        return sources;
    }

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex GeneratedFolder();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public (?:[a-z]+ )*(?:class|struct|enum|interface|record|delegate) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
