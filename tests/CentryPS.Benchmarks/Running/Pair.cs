namespace CentryPS.Benchmarks.Running;

/// <summary>The figure of the module, the one of the alternative, and their unit.</summary>
internal readonly record struct Pair(double Ours, double Theirs, string Unit);
