using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CentryPS.Sandbox.Demo;

/// <summary>An SVG image of terminal output, in light or dark colors like the page that shows it.</summary>
/// <param name="columns">The number of columns; longer lines are wrapped.</param>
internal sealed partial class TerminalPicture(int columns)
{
    // Wide enough for the usual monospaced fonts at 14 pixels; some are slightly narrower.
    private const double ColumnWidth = 8.43;
    private const int LineHeight = 19;
    private const int Margin = 20;
    private const int TitleBarHeight = 34;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly double[] Buttons = [20, 38, 56];

    private readonly List<XElement[]> _lines = [];

    public int Columns => columns;

    /// <summary>Adds terminal output, including its colors (ECMA-48, 8.3.117).</summary>
    public void Add(string text)
    {
        var cssClass = string.Empty;
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            var lineClass = line is ['\u001b', ..] ? string.Empty : CssClass(line);
            var characters = new List<(char Character, string CssClass)>();
            foreach (var part in Parts().Matches(line).Select(match => match.Value))
            {
                if (part[0] == '\u001b')
                {
                    cssClass = CssClass(part);
                }
                else
                {
                    var partClass = cssClass.Length > 0 ? cssClass : lineClass;
                    characters.AddRange(part.Select(character => (character, partClass)));
                }
            }

            AddWrapped(characters);
        }
    }

    public void Save(string path)
    {
        var width = (columns * ColumnWidth) + (2 * Margin);
        var height = TitleBarHeight + (_lines.Count * LineHeight) + Margin;
        var picture = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", FormattableString.Invariant($"0 0 {width:0} {height}")),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", "CentryPS in a terminal"),
            new XElement(Svg + "style", """
                text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:#24292f}
                rect{fill:#f6f8fa;stroke:#d0d7de}circle{fill:#d0d7de}.dim{fill:#57606a}.typed{font-weight:600}
                .green{fill:#1a7f37}.red{fill:#cf222e}.yellow{fill:#9a6700}.cyan{fill:#0969da}
                @media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#0d1117;stroke:#30363d}circle{fill:#30363d}.dim{fill:#8b949e}
                .green{fill:#3fb950}.red{fill:#ff7b72}.yellow{fill:#d29922}.cyan{fill:#58a6ff}}
                """),
            new XElement(Svg + "rect", Attribute("x", 0.5), Attribute("y", 0.5), Attribute("width", width - 1), Attribute("height", height - 1), Attribute("rx", 8)),
            Buttons.Select(Button));
        foreach (var (number, line) in _lines.Index().Where(item => item.Item.Length > 0))
        {
            picture.Add(new XElement(Svg + "text", Attribute("x", Margin), Attribute("y", TitleBarHeight + ((number + 1) * LineHeight)), new XAttribute(XNamespace.Xml + "space", "preserve"), line));
        }

        File.WriteAllText(path, picture.ToString(SaveOptions.DisableFormatting).Replace("<text", "\n<text", StringComparison.Ordinal) + "\n");
    }

    private static XElement Button(double x) =>
        new(Svg + "circle", Attribute("cx", x), Attribute("cy", 18), Attribute("r", 5));

    private void AddWrapped(List<(char Character, string CssClass)> characters)
    {
        while (characters.Count > columns)
        {
            var blank = characters.FindLastIndex(columns, item => item.Character == ' ');
            var end = blank > 0 ? blank + 1 : columns;
            _lines.Add(Spans(characters.Take(end)));
            characters.RemoveRange(0, end);
        }

        _lines.Add(Spans(characters));
    }

    private static XElement[] Spans(IEnumerable<(char Character, string CssClass)> characters)
    {
        var spans = new List<(string Text, string CssClass)>();
        foreach (var (character, cssClass) in characters)
        {
            if (spans.Count > 0 && spans[^1].CssClass == cssClass)
            {
                spans[^1] = (spans[^1].Text + character, cssClass);
            }
            else
            {
                spans.Add((character.ToString(), cssClass));
            }
        }

        return [.. spans.Select(span => Span(span.Text, span.CssClass))];
    }

    private static string CssClass(string text) => text switch
    {
        ['#', ..] => "dim",
        ['P', 'S', '>', ..] => "typed",
        ['\u001b', .. var codes] when codes.Contains("31", StringComparison.Ordinal) => "red",
        ['\u001b', .. var codes] when codes.Contains("32", StringComparison.Ordinal) => "green",
        ['\u001b', .. var codes] when codes.Contains("33", StringComparison.Ordinal) => "yellow",
        ['\u001b', .. var codes] when codes.Contains("36", StringComparison.Ordinal) => "cyan",
        _ => string.Empty,
    };

    private static XElement Span(string text, string cssClass) =>
        new(Svg + "tspan", cssClass.Length > 0 ? new XAttribute("class", cssClass) : null, text);

    private static XAttribute Attribute(string name, double value) => new(name, value.ToString("0.#", CultureInfo.InvariantCulture));

    [GeneratedRegex("\u001b\\[[0-9;]*m|[^\u001b]+")]
    private static partial Regex Parts();
}
