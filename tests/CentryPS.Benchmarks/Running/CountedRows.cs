using System.Collections;
using System.Management.Automation;

namespace CentryPS.Benchmarks.Running;

/// <summary>Rows with a known count.</summary>
internal sealed class CountedRows(int count) : IEnumerable<PSObject>
{
    public int Count => count;

    public IEnumerator<PSObject> GetEnumerator() => Rows.Make(count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
