namespace CentryPS.Sandbox.Server.Faults;

/// <summary>The pending faults. Thread-safe.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private readonly Random _random = new(20260331);

    /// <summary>The remaining faults, in order.</summary>
    public IReadOnlyList<Fault> Left
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>Adds a fault after the others.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Removes all faults.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>Uses up and returns the first fault that applies to a request; null if there is none.</summary>
    internal Fault? Take(string method, string path)
    {
        lock (_lock)
        {
            var i = _faults.FindIndex(fault => Matches(fault, method, path));
            if (i < 0)
            {
                return null;
            }

            var fault = _faults[i];
            if (fault.Probability is null)
            {
                _faults.RemoveAt(i);
                _faults.InsertRange(i, fault.Times > 1 ? [fault with { Times = fault.Times - 1 }] : []);
            }

            return fault;
        }
    }

    private bool Matches(Fault fault, string method, string path) =>
        FaultTarget.AppliesTo(fault.Kind, method, path)
        && (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (fault.Path is null || path.Contains(fault.Path, StringComparison.Ordinal))
        && (fault.Probability is { } share ? _random.NextDouble() < share : fault.Times > 0);
}
