using System.Diagnostics;

namespace CentryPS.Tests.Support;

/// <summary>Imports the module and runs a script in a separate process of the sandbox program.</summary>
internal sealed class ModuleProcess : IDisposable
{
    private static readonly string Program =
        Path.Combine(PowerShellHost.Root, "src", "CentryPS.Sandbox", "bin", BuiltModule.Configuration, "net10.0", "CentryPS.Sandbox.dll");

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    /// <summary>Starts the process.</summary>
    /// <param name="script">The script.</param>
    /// <param name="hasModules">True if the stand-in modules of the tests are available.</param>
    /// <param name="survivesFileLimit">
    /// True if a write beyond the file size limit fails, as on a full disk, instead of ending the process.
    /// </param>
    /// <param name="environment">Additional environment variables.</param>
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

    /// <summary>Waits until the process ends; returns its output and errors.</summary>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await _output + await _errors;
    }

    /// <summary>Kills the process, as <c>kill -9</c> does; returns its output and errors.</summary>
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
