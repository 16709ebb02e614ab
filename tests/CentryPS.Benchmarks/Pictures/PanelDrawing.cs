using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace CentryPS.Benchmarks.Pictures;

/// <summary>Draws a panel in each language, for light and dark pages.</summary>
internal static class PanelDrawing
{
    private const int Width = 800;
    private const int RowHeight = 32;

    private static readonly Theme Light = new("", "#FFFFFF", "#1F2328", "#D1D9E0", "#0969DA", "#AFB8C1");
    private static readonly Theme Dark = new("-dark", "#0D1117", "#E6EDF3", "#30363D", "#4493F8", "#6E7681");

    public static void Save(Panel panel, Dictionary<string, double> figures, string folder)
    {
        foreach (var theme in (Theme[])[Light, Dark])
        {
            foreach (var (language, culture, ending) in
                (ValueTuple<string, string, string>[])[("en", "en-US", ""), ("es", "es-CL", ".es")])
            {
                var (plot, height) = Draw(panel, figures, language, CultureInfo.GetCultureInfo(culture), theme);
                using (plot)
                {
                    File.WriteAllText(Path.Combine(folder, $"{panel.Name}{theme.Ending}{ending}.svg"), Svg(plot, height));
                }
            }
        }
    }

    // Skia's SVG has no viewBox, no fallback fonts, and a trailing comma in lists of positions, which Firefox rejects.
    private static string Svg(Plot plot, int height)
    {
        var svg = plot.GetSvgXml(Width, height).Replace(", \"", "\"", StringComparison.Ordinal)
            .Replace("<svg ", $"<svg viewBox=\"0 0 {Width} {height}\" ", StringComparison.Ordinal).ReplaceLineEndings("\n");
        return Regex.Replace(svg, "font-family=\"([^\"]+)\"", "font-family=\"$1, Verdana, sans-serif\"");
    }

    private static (Plot Plot, int Height) Draw(Panel panel, Dictionary<string, double> figures, string language, CultureInfo culture, Theme theme)
    {
        var plot = new Plot();
        Style(plot, theme);
        plot.Title(panel.Title.In(language), size: 17);
        plot.XLabel(panel.Axis.In(language), size: 13);
        string Number(double value) => value.ToString(value switch { < 10 => "0.00", < 100 => "0.0", _ => "#,0" }, culture);

        List<ScottPlot.Bar> bars = [];
        List<(double Position, string Label)> labels = [];
        var rows = 0;
        foreach (var bar in panel.Bars)
        {
            if (bar is null || !figures.TryGetValue(bar.Name, out var total))
            {
                rows++;
                continue;
            }

            var color = bar.IsOurs ? theme.Ours : theme.Others;
            var calls = Timeline.Calls(bar.Name, figures);
            var height = calls.Select(call => call.Lane + 1).DefaultIfEmpty(1).Max();
            var middle = -(rows + ((height - 1) / 2.0));
            bars.Add(Rectangle(middle, 0, total, calls.Count > 0 ? Colors.Transparent : color, Number(total) + panel.Unit));
            foreach (var call in calls)
            {
                bars.Add(Rectangle(-(rows + call.Lane), call.From, call.To, color));
            }

            labels.Add((middle, bar.Label.In(language)));
            rows += height;
        }

        var drawn = plot.Add.Bars(bars.ToArray());
        drawn.Horizontal = true;
        drawn.ValueLabelStyle.ForeColor = theme.Text;
        drawn.ValueLabelStyle.FontSize = 13;

        plot.Axes.Left.TickGenerator = new NumericManual([.. labels.Select(label => label.Position)], [.. labels.Select(label => label.Label)]);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = value => value.ToString("#,0.##", culture), TickDensity = 0.4 };
        plot.Axes.SetLimits(0, bars.Max(bar => bar.Value) * 1.15, 0.4 - rows, 0.6);
        return (plot, 100 + (rows * RowHeight));
    }

    private static ScottPlot.Bar Rectangle(double position, double from, double to, Color color, string label = "") => new()
    {
        Position = position,
        ValueBase = from,
        Value = to,
        ValueLabel = label,
        FillColor = color,
        LineWidth = 0,
        Size = 0.68,
    };

    private static void Style(Plot plot, Theme theme)
    {
        plot.Font.Set("DejaVu Sans"); // falls back to the system font
        plot.FigureBackground.Color = theme.Page;
        plot.DataBackground.Color = theme.Page;
        plot.Axes.Color(theme.Text);
        plot.Grid.MajorLineColor = theme.Grid;
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.Title.FullFigureCenter = true;
        plot.Axes.Right.MinimumSize = 35;
        plot.Axes.Left.TickLabelStyle.FontSize = 13;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickLabelStyle.FontSize = 12;
        plot.Axes.Bottom.MinorTickStyle.Length = 0;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
    }

    private sealed record Theme(string Ending, string PageColor, string TextColor, string GridColor, string OursColor, string OthersColor)
    {
        public Color Page => Color.FromHex(PageColor);

        public Color Text => Color.FromHex(TextColor);

        public Color Grid => Color.FromHex(GridColor);

        public Color Ours => Color.FromHex(OursColor);

        public Color Others => Color.FromHex(OthersColor);
    }
}
