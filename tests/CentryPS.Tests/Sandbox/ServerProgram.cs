using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Sandbox;

/// <summary>A process of the sandbox's server, from the folder that the build made for it.</summary>
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

    /// <summary>A process of a user whose system speaks another language.</summary>
    public static ServerProgram In(string locale, params string[] args) => new(locale, args);

    /// <summary>The next line that it writes.</summary>
    public async Task<string?> LineAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    public async Task<Uri> ServesAtAsync()
    {
        var line = await LineAsync();
        return new Uri(Address().Match(line ?? string.Empty).Groups["address"].Value);
    }

    /// <summary>Waits for its end; gives the exit code and what it wrote as an error.</summary>
    public async Task<(int Code, string Said)> EndAsync()
    {
        var said = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, said);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex("listens at (?<address>http://127.0.0.1:[0-9]+/)")]
    private static partial Regex Address();
}
