namespace CentryPS.Benchmarks.Running;

/// <summary>Looks at what is alive on the heap each time that so many objects have passed.</summary>
public sealed class HeapMeter(int every)
{
    /// <summary>The most bytes that were alive.</summary>
    public long Peak { get; private set; }

    /// <summary>How many objects have passed.</summary>
    public int Passed { get; private set; }

    /// <summary>One object passes.</summary>
    public void Pass()
    {
        if (++Passed % every == 0)
        {
            Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
