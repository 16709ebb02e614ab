using System.Globalization;

namespace CentryPS.Benchmarks.Running;

/// <summary>How many calls a second were accepted, and how many the server allows.</summary>
/// <param name="file">The name of the picture.</param>
/// <param name="title">What the server allows, in words.</param>
/// <param name="accepted">When calls were accepted, in seconds, the first first.</param>
/// <param name="limit">How many a second it allows at a time.</param>
internal sealed class PaceChart(string file, string title, double[] accepted, Func<double, double> limit)
{
    private const double Width = 720;
    private const double Height = 200;
    private const double Left = 40;
    private const double Bottom = 30;
    private const double Step = 0.5;

    public string File => file;

    public void Save(string path)
    {
        var seconds = accepted[^1];
        double[] times = [.. Enumerable.Range(1, (int)(seconds / Step)).Select(i => i * Step)];
        var rates = times.Select(time => accepted.Count(at => at > time - 1 && at <= time) / Math.Min(1, time)).ToArray();
        var most = Math.Max(rates.Max(), times.Max(limit)) * 1.1;
        (double X, double Y) Place(double time, double rate) =>
            (Left + (time / seconds * (Width - Left)), (Height - Bottom) * (1 - (rate / most)));

        var picture = new Picture(Width, Height);
        picture.Line([Place(0, most), Place(0, 0), Place(seconds, 0)], "line axis");
        picture.Line(times.Select(time => Place(time, limit(time))), "limit");
        picture.Line(times.Zip(rates, Place), "line");
        picture.Text(Left, Height - 12, $"accepted calls a second over {seconds.ToString("0", CultureInfo.InvariantCulture)} s; dashed: what the server allows ({title})");
        picture.Text(Left - 4, Place(0, limit(0)).Y + 4, limit(0).ToString("0", CultureInfo.InvariantCulture), "end");
        picture.Save(path);
    }
}
