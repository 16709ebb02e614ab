namespace CentryPS.Benchmarks.Pictures;

/// <summary>A picture that answers one question by bars of one unit.</summary>
/// <param name="Name">The name of the file, and of its figures among those measured.</param>
/// <param name="Title">What is measured.</param>
/// <param name="Axis">The unit.</param>
/// <param name="Bars">The bars from top to bottom; null leaves a gap.</param>
internal sealed record Panel(string Name, Words Title, Words Axis, params Bar?[] Bars)
{
    /// <summary>The unit that follows each value.</summary>
    public string Unit { get; init; } = string.Empty;
}

/// <summary>A figure that was measured, and its label; what CentryPS does stands out. A bar whose calls were measured shows each of them.</summary>
internal sealed record Bar(string Name, Words Label, bool IsOurs = true);

/// <summary>A text in both languages.</summary>
internal sealed record Words(string English, string Spanish)
{
    public static implicit operator Words(string both) => new(both, both);

    public string In(string language) => language == "es" ? Spanish : English;
}
