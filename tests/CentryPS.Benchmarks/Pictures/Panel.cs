namespace CentryPS.Benchmarks.Pictures;

/// <summary>A bar chart with one unit.</summary>
/// <param name="Name">The name of the file and of the figures.</param>
/// <param name="Title">The title.</param>
/// <param name="Axis">The unit.</param>
/// <param name="Bars">The bars from top to bottom; null for a gap.</param>
internal sealed record Panel(string Name, LocalizedText Title, LocalizedText Axis, params Bar?[] Bars)
{
    /// <summary>The unit after each value.</summary>
    public string Unit { get; init; } = string.Empty;
}

/// <summary>
/// A figure with its label; those of CentryPS are highlighted. A bar with measured calls shows each call.
/// </summary>
internal sealed record Bar(string Name, LocalizedText Label, bool IsOurs = true);

/// <summary>A text in both languages.</summary>
internal sealed record LocalizedText(string English, string Spanish)
{
    public static implicit operator LocalizedText(string both) => new(both, both);

    public string In(string language) => language == "es" ? Spanish : English;
}
