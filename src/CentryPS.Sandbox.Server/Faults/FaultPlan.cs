namespace CentryPS.Sandbox.Server.Faults;

/// <summary>The faults that wait for a request. Safe for many threads.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private readonly Random _random = new(20260331);

    /// <summary>The faults that are left, in order.</summary>
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

    /// <summary>Adds a fault behind the others.</summary>
    public void Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    /// <summary>Takes all faults away.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>The fault that a request meets, used up by it.</summary>
    internal Fault? Take(string method, string path)
    {
        lock (_lock)
        {
            var i = _faults.FindIndex(fault => Meets(fault, method, path));
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

    private bool Meets(Fault fault, string method, string path) =>
        FaultTarget.Fits(fault.Kind, method, path)
        && (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (fault.Path is null || path.Contains(fault.Path, StringComparison.Ordinal))
        && (fault.Probability is { } share ? _random.NextDouble() < share : fault.Times > 0);
}
