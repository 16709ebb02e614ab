namespace CentryPS.Benchmarks.Running;

/// <summary>A ratio, and where it should be.</summary>
internal readonly record struct Bar(string What, double Ratio, double Target, bool IsMet);
