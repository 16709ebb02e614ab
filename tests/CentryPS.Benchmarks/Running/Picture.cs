using System.Globalization;
using System.Xml.Linq;

namespace CentryPS.Benchmarks.Running;

/// <summary>An SVG that is readable on a light and on a dark page.</summary>
internal sealed class Picture(double width, double height)
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly XElement _root = new(
        Svg + "svg",
        new XAttribute("viewBox", FormattableString.Invariant($"0 0 {width} {height}")),
        new XElement(Svg + "style", """
            text{font:12px system-ui,sans-serif;fill:#24292f}.good{fill:#1a7f37}.bad{fill:#cf222e}.line{fill:none;stroke:#0969da;stroke-width:1.5}
            .limit{fill:none;stroke:#cf222e;stroke-width:1.5;stroke-dasharray:5 3}.axis{stroke:#8c959f}
            @media(prefers-color-scheme:dark){text{fill:#e6edf3}.good{fill:#3fb950}.bad{fill:#f85149}.line{stroke:#58a6ff}.limit{stroke:#f85149}}
            """));

    public void Text(double x, double y, string text, string anchor = "start") =>
        _root.Add(new XElement(Svg + "text", At("x", x), At("y", y), new XAttribute("text-anchor", anchor), text));

    public void Rectangle(double x, double y, double wide, double high, string look) => _root.Add(
        new XElement(Svg + "rect", At("x", x), At("y", y), At("width", wide), At("height", high), new XAttribute("class", look)));

    public void Line(IEnumerable<(double X, double Y)> points, string look) => _root.Add(new XElement(
        Svg + "polyline",
        new XAttribute("points", string.Join(' ', points.Select(point => FormattableString.Invariant($"{point.X:0.#},{point.Y:0.#}")))),
        new XAttribute("class", look)));

    public void Save(string path) => File.WriteAllText(path, _root + "\n");

    private static XAttribute At(string name, double value) => new(name, value.ToString("0.#", CultureInfo.InvariantCulture));
}
