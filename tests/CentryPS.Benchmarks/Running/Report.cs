using System.Globalization;
using CentryPS.Benchmarks.Pictures;

namespace CentryPS.Benchmarks.Running;

/// <summary>Writes the table of ratios and checks them against their targets.</summary>
internal sealed class Report
{
    private int _missed;

    /// <summary>The figures for the pictures.</summary>
    public Figures Figures { get; } = new();

    /// <summary>The exit code: 1 if a target was missed.</summary>
    public int ExitCode => _missed > 0 ? 1 : 0;

    public static void Begin(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Console.WriteLine("| measurement | figures | ratio | target | |");
        Console.WriteLine("| --- | --- | ---: | --- | --- |");
    }

    /// <summary>Adds a ratio with a minimum.</summary>
    public void AtLeast(double target, string what, Pair pair) =>
        Row(what, pair, $"≥ {Text(target)}", pair.Ours / pair.Theirs >= target);

    /// <summary>Adds a ratio with a maximum.</summary>
    public void AtMost(double target, string what, Pair pair) =>
        Row(what, pair, $"≤ {Text(target)}", pair.Ours / pair.Theirs <= target);

    /// <summary>Adds a ratio without a target.</summary>
    public void Show(string what, Pair pair) => Row(what, pair, string.Empty, isMet: null);

    /// <summary>Adds a row for a measurement that this machine does not support.</summary>
    public static void Skip(string what, string why) => Console.WriteLine($"| {what} | | | | skipped: {why} |");

    private static string Text(double value) => value.ToString(Math.Abs(value) < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);

    private void Row(string what, Pair pair, string target, bool? isMet)
    {
        _missed += isMet == false ? 1 : 0;
        var verdict = isMet switch { true => "met", false => "MISSED", null => string.Empty };
        Console.WriteLine($"| {what} | {Text(pair.Ours)} / {Text(pair.Theirs)} {pair.Unit} | {Text(pair.Ours / pair.Theirs)} | {target} | {verdict} |");
    }
}
