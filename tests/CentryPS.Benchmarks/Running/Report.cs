using System.Globalization;
using CentryPS.Benchmarks.Pictures;

namespace CentryPS.Benchmarks.Running;

/// <summary>The table of ratios, and whether each is where it should be.</summary>
internal sealed class Report
{
    private int _missed;

    /// <summary>What is drawn of it.</summary>
    public Figures Figures { get; } = new();

    /// <summary>1 where a target was missed.</summary>
    public int ExitCode => _missed > 0 ? 1 : 0;

    public static void Begin(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Console.WriteLine("| what | measured | ratio | target | |");
        Console.WriteLine("| --- | --- | ---: | --- | --- |");
    }

    /// <summary>A ratio that should be so large at least.</summary>
    public void AtLeast(double target, string what, Pair pair) =>
        Row(what, pair, $"≥ {Text(target)}", pair.Ours / pair.Theirs >= target);

    /// <summary>A ratio that should be so large at most.</summary>
    public void AtMost(double target, string what, Pair pair) =>
        Row(what, pair, $"≤ {Text(target)}", pair.Ours / pair.Theirs <= target);

    /// <summary>A ratio that nothing depends on.</summary>
    public void Show(string what, Pair pair) => Row(what, pair, string.Empty, isMet: null);

    /// <summary>What this machine cannot measure; never counted as met.</summary>
    public static void Skip(string what, string why) => Console.WriteLine($"| {what} | | | | skipped: {why} |");

    private static string Text(double value) => value.ToString(Math.Abs(value) < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);

    private void Row(string what, Pair pair, string target, bool? isMet)
    {
        _missed += isMet == false ? 1 : 0;
        var verdict = isMet switch { true => "met", false => "MISSED", null => string.Empty };
        Console.WriteLine($"| {what} | {Text(pair.Ours)} / {Text(pair.Theirs)} {pair.Unit} | {Text(pair.Ours / pair.Theirs)} | {target} | {verdict} |");
    }
}
