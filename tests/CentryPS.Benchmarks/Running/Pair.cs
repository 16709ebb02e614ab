namespace CentryPS.Benchmarks.Running;

/// <summary>What the module did, what the other did, and of what.</summary>
internal readonly record struct Pair(double Ours, double Theirs, string Unit);
