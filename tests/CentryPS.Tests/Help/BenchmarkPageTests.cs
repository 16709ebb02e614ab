using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Help;

/// <summary>The pictures show the measured figures, and the pages in both languages show the same ones.</summary>
public sealed partial class BenchmarkPageTests
{
    private static readonly string Docs = Path.Combine(PowerShellHost.Root, "docs");

    public static TheoryData<string, string> Pages => new() { { "benchmarks.md", "" }, { "benchmarks.es.md", ".es" } };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_shows_each_panel_in_its_language_for_light_and_dark(string page, string ending) => Assert.Equal(
        Figures().SelectMany(panel => (string[])[$"benchmarks/{panel.Key}-dark{ending}.svg", $"benchmarks/{panel.Key}{ending}.svg"]).Order(StringComparer.Ordinal),
        Picture().Matches(File.ReadAllText(Path.Combine(Docs, page))).Select(match => match.Value).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("", "en-US")]
    [InlineData("-dark", "en-US")]
    [InlineData(".es", "es-CL")]
    [InlineData("-dark.es", "es-CL")]
    public void Picture_shows_the_measured_figures(string ending, string culture)
    {
        foreach (var (panel, figures) in Figures())
        {
            var svg = File.ReadAllText(Path.Combine(Docs, "benchmarks", $"{panel}{ending}.svg"));
            var shown = Text().Matches(svg).Select(match => Number(match.Groups[1].Value, culture)).ToArray();

            Assert.All(figures.Where(figure => !IsOfCall(figure.Key)), figure => Assert.Contains(shown, value => Math.Abs(value - figure.Value) <= figure.Value * 0.006));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-dark")]
    [InlineData(".es")]
    [InlineData("-dark.es")]
    public void Picture_has_a_bar_for_each_measured_call(string ending)
    {
        foreach (var (panel, figures) in Figures())
        {
            var svg = File.ReadAllText(Path.Combine(Docs, "benchmarks", $"{panel}{ending}.svg"));
            var drawn = Rectangle().Matches(svg).CountBy(match => match.Groups[1].Value).Select(color => color.Value).ToArray();

            Assert.All(
                figures.Keys.Where(IsOfCall).CountBy(key => key.Split('.')[0]),
                calls => Assert.Contains(calls.Value / 2, drawn));
        }
    }

    [Fact]
    public void Tables_have_the_same_figures_in_both_languages() =>
        Assert.Equal(TableDigits("benchmarks.md"), TableDigits("benchmarks.es.md"));

    private static Dictionary<string, Dictionary<string, double>> Figures() =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, double>>>(File.ReadAllText(Path.Combine(Docs, "benchmarks.json")))!;

    // The start or the end of a call: "8.0.from", "8.0.to".
    private static bool IsOfCall(string figure) => figure.Contains('.');

    private static double Number(string text, string culture) =>
        double.TryParse(text.Trim().Split(' ')[0], NumberStyles.Number, CultureInfo.GetCultureInfo(culture), out var value) ? value : double.NaN;

    private static string[] TableDigits(string page) =>
        [.. File.ReadLines(Path.Combine(Docs, page)).Where(line => line.StartsWith('|')).Select(line => NoDigit().Replace(line, ""))];

    [GeneratedRegex(@"benchmarks/[\w.-]+\.svg")]
    private static partial Regex Picture();

    [GeneratedRegex(@"<text [^>]+>([^<]+)<")]
    private static partial Regex Text();

    [GeneratedRegex("<rect fill=\"([^\"]+)\"")]
    private static partial Regex Rectangle();

    [GeneratedRegex(@"\D+")]
    private static partial Regex NoDigit();
}
