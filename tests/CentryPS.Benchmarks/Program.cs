using BenchmarkDotNet.Running;
using CentryPS.Benchmarks.Micro;
using CentryPS.Benchmarks.Paths;
using CentryPS.Benchmarks.Pictures;
using CentryPS.Benchmarks.Running;
using CentryPS.Benchmarks.Server;

const string Usage = """
    CentryPS.Benchmarks: compares the module with the usual alternatives.

      (no arguments)                      run all; the exit code is 1 if a target is missed
      bulk | list | pages | corrections | memory | stop | limits | pwsh | soak | receive | micro ...
      --draw FOLDER                       also save the figures in the folder and draw them
      draw FOLDER                         draw the figures saved in the folder
    """;

Dictionary<string, Action<ServerProcess, Report>> paths = new()
{
    ["bulk"] = BulkPath.Run,
    ["list"] = ListPath.Run,
    ["pages"] = PagesPath.Run,
    ["corrections"] = (_, report) => CorrectionPath.RunAsync(report).GetAwaiter().GetResult(),
    ["memory"] = MemoryPath.Run,
    ["stop"] = StopPath.Run,
    ["limits"] = LimitsPath.Run,
    ["pwsh"] = PwshPath.Run,
    ["soak"] = (_, report) => Soak.RunAsync(report).GetAwaiter().GetResult(),
    ["receive"] = ReceivePath.Run,
};

Console.OutputEncoding = System.Text.Encoding.UTF8;
if (args is [ServerProcess.Verb])
{
    return await FixedServer.RunAsync();
}

if (args is ["draw", var kept])
{
    new Figures().Draw(kept);
    return 0;
}

var folder = args is [.., "--draw", var last] ? last : null;
args = folder is null ? args : args[..^2];
var chosen = args.Length == 0 ? [.. paths.Keys, "micro"] : args;
if (chosen.FirstOrDefault(name => name != "micro" && !paths.ContainsKey(name)) is not null)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

var report = new Report();
using var server = await ServerProcess.StartAsync();
foreach (var name in chosen.Where(paths.ContainsKey))
{
    paths[name](server, report);
}

if (chosen.Contains("micro"))
{
    BenchmarkRunner.Run<BodyBenchmarks>();
}

if (folder is not null)
{
    report.Figures.Draw(folder);
}

return report.ExitCode;
