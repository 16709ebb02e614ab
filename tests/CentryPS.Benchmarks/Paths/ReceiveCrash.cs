using System.Diagnostics;
using System.Globalization;
using CentryPS.Benchmarks.Running;
using CentryPS.Notifications;

namespace CentryPS.Benchmarks.Paths;

/// <summary>
/// Kills a runbook with an inbox repeatedly under load, and checks that no acknowledged notification is lost.
/// </summary>
internal static class ReceiveCrash
{
    private const int Runs = 20;
    private const int Connections = 16;
    private const int MaxPerRun = 1_000_000;

    public static void Run(Report report)
    {
        if (Pwsh.Path is null)
        {
            Report.Skip("a runbook that is killed 20 times", "pwsh is not on the PATH");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("Crash");
        var acknowledged = new HashSet<int>();
        for (var run = 0; run < Runs; run++)
        {
            acknowledged.UnionWith(Kill(folder.FullName, run));
        }

        var done = File.ReadLines(Path.Combine(folder.FullName, "done.txt"))
            .Where(line => line.Length == 24) // a kill may truncate the last line
            .Select(line => int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        HashSet<int> delivered = [.. done, .. DrainInbox(Path.Combine(folder.FullName, "inbox"))];
        folder.Delete(recursive: true);
        var lost = acknowledged.Except(delivered).Count();
        report.Show(
            $"killed {Runs} times under load: delivered / acknowledged",
            new Pair(delivered.Count, acknowledged.Count, "notifications"));
        report.AtMost(0, "lost / acknowledged", new Pair(lost, acknowledged.Count, "notifications"));
    }

    private static IReadOnlyCollection<int> Kill(string folder, int run)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Pwsh.Path!,
            [
                "-NoProfile",
                "-NonInteractive",
                "-File",
                Path.Combine(AppContext.BaseDirectory, "Paths", "Receive.ps1"),
                Path.Combine(Engine.Root, "CentryPS.psd1"),
                folder,
            ])
        {
            RedirectStandardOutput = true,
        })!;
        var uri = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The runbook did not start.");
        var postman = new Postman(uri) { From = run * MaxPerRun };
        var posted = postman.PostAsync(MaxPerRun, Connections);
        Thread.Sleep(100 + (run * 97 % 1000)); // kill each run at a different time
        process.Kill(entireProcessTree: true); // a pwsh from `dotnet tool install` starts dotnet
        process.WaitForExit();
        posted.GetAwaiter().GetResult();
        return postman.Accepted;
    }

    private static List<int> DrainInbox(string path)
    {
        using var inbox = new Inbox(new InboxOptions(path, MaximumAttempt: 1000, MaximumSize: long.MaxValue), TimeProvider.System, () => { }, Console.Error.WriteLine);
        var rest = new List<int>();
        while (inbox.Next() is { } next)
        {
            rest.Add(int.Parse(next.Notification.OrderId!, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            next.Complete();
        }

        return rest;
    }
}
