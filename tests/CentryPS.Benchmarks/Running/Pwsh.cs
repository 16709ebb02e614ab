using System.Diagnostics;

namespace CentryPS.Benchmarks.Running;

/// <summary>The PowerShell in CENTRYPS_BENCHMARK_SHELL, or else the pwsh on the PATH, if any.</summary>
internal static class Pwsh
{
    public static string? Path { get; } = Environment.GetEnvironmentVariable("CENTRYPS_BENCHMARK_SHELL")
        ?? (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(System.IO.Path.PathSeparator)
            .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
            .FirstOrDefault(File.Exists);

    /// <summary>True if it is Windows PowerShell.</summary>
    public static bool IsDesktop { get; } = string.Equals(
        System.IO.Path.GetFileNameWithoutExtension(Path), "powershell", StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs a script in a new process and returns the lines that it writes.</summary>
    public static string[] Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Path!,
            [
                "-NoProfile",
                "-NonInteractive",
                .. IsDesktop ? (string[])["-ExecutionPolicy", "Bypass"] : [],
                "-File",
                System.IO.Path.Combine(AppContext.BaseDirectory, "Paths", script),
                .. arguments,
            ])
        {
            RedirectStandardOutput = true,
        };
        // Telemetry would compete with the measured code, and might warm up HTTP for it.
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return process.ExitCode == 0 ? lines : throw new InvalidOperationException($"{script} failed: {string.Join(" ", lines)}");
    }
}
