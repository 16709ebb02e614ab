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

    /// <summary>Starts it; without the modules that tests put in the place of others, where a test wants none.</summary>
    public ModuleProcess(string script, bool hasModules = true)
    {
        File.WriteAllText(_folder.File("script.ps1"), script);
        var start = new ProcessStartInfo("dotnet", [Program, "run", _folder.File("script.ps1")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (!hasModules)
        {
            start.Environment["PSModulePath"] = string.Empty;
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
