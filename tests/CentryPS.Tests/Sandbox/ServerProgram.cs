using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Sandbox;

/// <summary>A process of the sandbox server, from its build folder.</summary>
internal sealed partial class ServerProgram : IDisposable
{
    private readonly Process _process;

    public ServerProgram(params string[] args)
        : this("en_US.UTF-8", args)
    {
    }

    private ServerProgram(string locale, string[] args) => _process = Process.Start(
        new ProcessStartInfo("dotnet", [Path, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LC_ALL"] = locale } })!;

    public static string Folder { get; } =
        System.IO.Path.Combine(PowerShellHost.Root, "src", "CentryPS.Sandbox.Server", "bin", BuiltModule.Configuration, "net10.0");

    public static string Path { get; } = System.IO.Path.Combine(Folder, "CentryPS.Sandbox.Server.dll");

    /// <summary>Starts a process with another locale.</summary>
    public static ServerProgram In(string locale, params string[] args) => new(locale, args);

    /// <summary>Returns the next line of the output.</summary>
    public async Task<string?> LineAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    public async Task<Uri> ServesAtAsync()
    {
        var line = await LineAsync();
        return new Uri(Address().Match(line ?? string.Empty).Groups["address"].Value);
    }

    /// <summary>Waits until the process ends; returns the exit code and the error output.</summary>
    public async Task<(int Code, string Error)> EndAsync()
    {
        var error = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, error);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex("listens at (?<address>http://127.0.0.1:[0-9]+/)")]
    private static partial Regex Address();
}
