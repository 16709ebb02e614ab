using System.Management.Automation;
using CentryPS.Benchmarks.Server;

namespace CentryPS.Benchmarks.Running;

/// <summary>Rows such as Import-Csv gives, one at a time.</summary>
internal static class Rows
{
    public static IEnumerable<PSObject> Make(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var row = new PSObject();
            row.Properties.Add(new PSNoteProperty("_id", Samples.Id(i)));
            row.Properties.Add(new PSNoteProperty("_status", "shipped"));
            row.Properties.Add(new PSNoteProperty("buyer_phone", string.Empty));
            yield return row;
        }
    }
}
