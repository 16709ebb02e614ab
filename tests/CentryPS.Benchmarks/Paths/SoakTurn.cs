using System.Globalization;
using System.Management.Automation;
using CentryPS.Benchmarks.Running;
using CentryPS.Models;
using CentryPS.Sandbox.Server;

namespace CentryPS.Benchmarks.Paths;

/// <summary>Some thousand updates, several of each order, and what they left.</summary>
internal static class SoakTurn
{
    /// <summary>How many orders are not as reported, and how many inputs were reported as failed.</summary>
    public static (int Wrong, int Failed) Play(Engine engine, SandboxServer centry, int turn, int calls)
    {
        string[] ids = [.. centry.Orders.All().Select(order => (string)order["_id"]!)];
        PSObject[] rows = [.. Enumerable.Range(0, calls).Select(i => Row(ids[i % ids.Length], turn * calls + i))];
        using var shell = PowerShell.Create(engine.Runspace);
        var output = shell.AddCommand("Set-CentryOrder").AddParameter("ThrottleLimit", 64).Invoke<CentryOrder>(rows);
        var errors = shell.Streams.Error.Where(error => error.TargetObject is not null).ToArray();

        // The value that was reported last for each order; those that nobody knows are no promise.
        var promised = ids.ToDictionary(id => id, _ => (string?)null);
        foreach (var order in output)
        {
            promised[order.Id!] = order.StatusOrigin;
        }

        var unknown = errors.ToLookup(error => (string)error.TargetObject);
        var wrong = centry.Orders.All().Count(order =>
            !unknown.Contains((string)order["_id"]!) && promised[(string)order["_id"]!] != (string?)order["status_origin"]);
        var mixedUp = output.Zip(output.Skip(1), (one, next) => Number(next) <= Number(one)).Count(isBack => isBack);
        var lost = calls - output.Count - errors.Length;
        return (wrong + mixedUp + Math.Abs(lost), errors.Length);
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
