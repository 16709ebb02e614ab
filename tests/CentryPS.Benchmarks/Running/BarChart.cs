using System.Globalization;

namespace CentryPS.Benchmarks.Running;

/// <summary>Each ratio as a bar, measured by its target, which is the line.</summary>
internal sealed class BarChart(IReadOnlyList<Bar> bars)
{
    private const double Row = 20;
    private const double Left = 440;
    private const double AtTarget = 150;

    public void Save(string path)
    {
        var picture = new Picture(800, (bars.Count + 1) * Row);
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, top) = (bars[i], i * Row);
            var length = bar.Target == 0 ? 0 : Math.Min(2, bar.Ratio / bar.Target) * AtTarget;
            picture.Text(Left - 6, top + 14, bar.What, "end");
            picture.Rectangle(Left, top + 3, Math.Max(1, length), Row - 6, bar.IsMet ? "good" : "bad");
            picture.Text(Left + Math.Max(AtTarget, length) + 6, top + 14, bar.Ratio.ToString("0.##", CultureInfo.InvariantCulture));
        }

        picture.Line([(Left + AtTarget, 0), (Left + AtTarget, bars.Count * Row)], "limit");
        picture.Text(Left + AtTarget, (bars.Count * Row) + 14, "target", "middle");
        picture.Save(path);
    }
}
