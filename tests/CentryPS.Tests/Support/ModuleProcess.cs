using System.Diagnostics;

namespace CentryPS.Tests.Support;

/// <summary>A process of its own with an engine that imported the module, which runs a script: the program of the sandbox.</summary>
internal sealed class ModuleProcess : IDisposable
{
    private static readonly string Program =
        Path.Combine(PowerShellHost.Root, "src", "CentryPS.Sandbox", "bin", BuiltModule.Configuration, "net10.0", "CentryPS.Sandbox.dll");

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    /// <summary>Starts it.</summary>
    /// <param name="script">The script.</param>
    /// <param name="hasModules">Whether it has the modules that tests put in the place of others.</param>
    /// <param name="survivesFileLimit">Whether a write beyond the limit of a file's size is an error, as on a full disk, and does not end it.</param>
    /// <param name="environment">Its environment variables, beside those of this process.</param>
    public ModuleProcess(string script, bool hasModules = true, bool survivesFileLimit = false, Dictionary<string, string>? environment = null)
    {
        File.WriteAllText(_folder.File("script.ps1"), script);
        string[] command = ["dotnet", Program, "run", _folder.File("script.ps1")];
        var start = survivesFileLimit
            ? new ProcessStartInfo("sh", ["-c", "trap '' XFSZ; exec \"$@\"", "sh", .. command]) { Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" } }
            : new ProcessStartInfo(command[0], command[1..]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        if (!hasModules)
        {
            start.Environment["PSModulePath"] = string.Empty;
        }

        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Waits for its end; gives all that it wrote.</summary>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await _output + await _errors;
    }

    /// <summary>Ends it at once, as <c>kill -9</c> and a power cut do.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Dispose();
    }
}
