namespace CentryPS.Benchmarks.Running;

/// <summary>The figures of the module and of the alternative, with their unit.</summary>
internal readonly record struct Pair(double Ours, double Theirs, string Unit);
