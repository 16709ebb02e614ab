using System.Collections;
using System.Management.Automation;

namespace CentryPS.Benchmarks.Running;

/// <summary>Rows, and how many they are.</summary>
internal sealed class CountedRows(int count) : IEnumerable<PSObject>
{
    public int Count => count;

    public IEnumerator<PSObject> GetEnumerator() => Rows.Make(count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
