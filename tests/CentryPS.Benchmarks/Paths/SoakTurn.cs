using System.Globalization;
using System.Management.Automation;
using CentryPS.Benchmarks.Running;
using CentryPS.Models;
using CentryPS.Sandbox.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Updates each order several times and checks the final state.</summary>
internal static class SoakTurn
{
    /// <summary>
    /// Returns the number of orders that differ from the reported state, and the number of inputs reported as failed.
    /// </summary>
    public static (int Mismatched, int Failed) Run(Engine engine, SandboxServer centry, int turn, int calls)
    {
        string[] ids = [.. centry.Orders.All().Select(order => (string)order["_id"]!)];
        PSObject[] rows = [.. Enumerable.Range(0, calls).Select(i => Row(ids[i % ids.Length], turn * calls + i))];
        using var shell = PowerShell.Create(engine.Runspace);
        var output = shell.AddCommand("Set-CentryOrder").AddParameter("ThrottleLimit", 64).Invoke<CentryOrder>(rows);
        var errors = shell.Streams.Error.Where(error => error.TargetObject is not null).ToArray();

        // The last reported value of each order; orders with errors are excluded below.
        var reported = ids.ToDictionary(id => id, _ => (string?)null);
        foreach (var order in output)
        {
            reported[order.Id!] = order.StatusOrigin;
        }

        var unknown = errors.ToLookup(error => (string)error.TargetObject);
        var mismatched = centry.Orders.All().Count(order =>
            !unknown.Contains((string)order["_id"]!) && reported[(string)order["_id"]!] != (string?)order["status_origin"]);
        var outOfOrder = output.Zip(output.Skip(1), (one, next) => Number(next) <= Number(one)).Count(isBack => isBack);
        var lost = calls - output.Count - errors.Length;
        return (mismatched + outOfOrder + Math.Abs(lost), errors.Length);
    }

    private static int Number(CentryOrder order) => int.Parse(order.StatusOrigin!, CultureInfo.InvariantCulture);

    private static PSObject Row(string id, int number)
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("_id", id));
        row.Properties.Add(new PSNoteProperty("status_origin", number.ToString(CultureInfo.InvariantCulture)));
        return row;
    }
}
