namespace CentryPS.Benchmarks.Running;

/// <summary>Samples the live memory each time a given number of objects has passed.</summary>
public sealed class HeapMeter(int every)
{
    /// <summary>The peak of live memory in bytes.</summary>
    public long Peak { get; private set; }

    /// <summary>The number of objects that have passed.</summary>
    public int Passed { get; private set; }

    /// <summary>Counts an object.</summary>
    public void Pass()
    {
        if (++Passed % every == 0)
        {
            Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
