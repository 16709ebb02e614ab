using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CentryPS.Sandbox.Demo;

/// <summary>Draws terminal output as SVG, in light or dark colors like the page.</summary>
/// <param name="columns">The number of columns; longer lines are wrapped.</param>
internal sealed partial class TerminalPicture(int columns)
{
    // Fits the usual monospaced fonts at 14 pixels; some are slightly narrower.
    private const double ColumnWidth = 8.43;
    private const int LineHeight = 19;
    private const int Margin = 20;
    private const int Bar = 34;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly double[] Buttons = [20, 38, 56];

    private readonly List<XElement[]> _lines = [];

    public int Columns => columns;

    /// <summary>Adds terminal output, including its colors (ECMA-48, 8.3.117).</summary>
    public void Add(string text)
    {
        var look = string.Empty;
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            var own = line is ['\u001b', ..] ? string.Empty : Look(line);
            var letters = new List<(char Letter, string Look)>();
            foreach (var part in Parts().Matches(line).Select(match => match.Value))
            {
                if (part[0] == '\u001b')
                {
                    look = Look(part);
                }
                else
                {
                    letters.AddRange(part.Select(letter => (letter, look.Length > 0 ? look : own)));
                }
            }

            AddWrapped(letters);
        }
    }

    public void Save(string path)
    {
        var (wide, high) = ((columns * ColumnWidth) + (2 * Margin), Bar + (_lines.Count * LineHeight) + Margin);
        var picture = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", FormattableString.Invariant($"0 0 {wide:0} {high}")),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", "CentryPS in a terminal"),
            new XElement(Svg + "style", """
                text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:#24292f}
                rect{fill:#f6f8fa;stroke:#d0d7de}circle{fill:#d0d7de}.dim{fill:#57606a}.typed{font-weight:600}
                .green{fill:#1a7f37}.red{fill:#cf222e}.yellow{fill:#9a6700}.cyan{fill:#0969da}
                @media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#0d1117;stroke:#30363d}circle{fill:#30363d}.dim{fill:#8b949e}
                .green{fill:#3fb950}.red{fill:#ff7b72}.yellow{fill:#d29922}.cyan{fill:#58a6ff}}
                """),
            new XElement(Svg + "rect", At("x", 0.5), At("y", 0.5), At("width", wide - 1), At("height", high - 1), At("rx", 8)),
            Buttons.Select(x => new XElement(Svg + "circle", At("cx", x), At("cy", 18), At("r", 5))));
        foreach (var (number, line) in _lines.Index().Where(item => item.Item.Length > 0))
        {
            picture.Add(new XElement(Svg + "text", At("x", Margin), At("y", Bar + ((number + 1) * LineHeight)), new XAttribute(XNamespace.Xml + "space", "preserve"), line));
        }

        File.WriteAllText(path, picture.ToString(SaveOptions.DisableFormatting).Replace("<text", "\n<text", StringComparison.Ordinal) + "\n");
    }

    private void AddWrapped(List<(char Letter, string Look)> letters)
    {
        while (letters.Count > columns)
        {
            var blank = letters.FindLastIndex(columns, item => item.Letter == ' ');
            var end = blank > 0 ? blank + 1 : columns;
            _lines.Add(Spans(letters.Take(end)));
            letters.RemoveRange(0, end);
        }

        _lines.Add(Spans(letters));
    }

    private static XElement[] Spans(IEnumerable<(char Letter, string Look)> letters)
    {
        var spans = new List<(string Text, string Look)>();
        foreach (var (letter, look) in letters)
        {
            if (spans.Count > 0 && spans[^1].Look == look)
            {
                spans[^1] = (spans[^1].Text + letter, look);
            }
            else
            {
                spans.Add((letter.ToString(), look));
            }
        }

        return [.. spans.Select(span => Span(span.Text, span.Look))];
    }

    private static string Look(string text) => text switch
    {
        ['#', ..] => "dim",
        ['P', 'S', '>', ..] => "typed",
        ['\u001b', .. var codes] when codes.Contains("31", StringComparison.Ordinal) => "red",
        ['\u001b', .. var codes] when codes.Contains("32", StringComparison.Ordinal) => "green",
        ['\u001b', .. var codes] when codes.Contains("33", StringComparison.Ordinal) => "yellow",
        ['\u001b', .. var codes] when codes.Contains("36", StringComparison.Ordinal) => "cyan",
        _ => string.Empty,
    };

    private static XElement Span(string text, string look) =>
        new(Svg + "tspan", look.Length > 0 ? new XAttribute("class", look) : null, text);

    private static XAttribute At(string name, double value) => new(name, value.ToString("0.#", CultureInfo.InvariantCulture));

    [GeneratedRegex("\u001b\\[[0-9;]*m|[^\u001b]+")]
    private static partial Regex Parts();
}
