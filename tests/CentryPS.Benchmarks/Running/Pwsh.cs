using System.Diagnostics;

namespace CentryPS.Benchmarks.Running;

/// <summary>The PowerShell that is on the PATH, if there is one.</summary>
internal static class Pwsh
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a script in a fresh process and gives the lines that it writes.</summary>
    public static string[] Run(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Path!,
            ["-NoProfile", "-NonInteractive", "-File", System.IO.Path.Combine(AppContext.BaseDirectory, "Paths", script), .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        return process.ExitCode == 0 ? lines : throw new InvalidOperationException($"{script} failed: {string.Join(" ", lines)}");
    }
}
