using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace CentryPS.Benchmarks.Running;

/// <summary>A PowerShell engine with the module imported by its manifest, and signed in.</summary>
internal sealed class Engine : IDisposable
{
    private readonly Runspace _runspace;

    public Engine(Uri centry, string token = "a-token-of-the-benchmark", string more = "")
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Path.Combine(Root, "CentryPS.psd1")]);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Run($"Connect-Centry -AccessToken {token} -BaseUri {centry} {more}");
    }

    public static string Root { get; } = FindRoot();

    public Runspace Runspace => _runspace;

    /// <summary>Runs a script; throws if it writes an error.</summary>
    public void Run(string script, object? rows = null)
    {
        using var shell = PowerShell.Create(_runspace);
        _runspace.SessionStateProxy.SetVariable("rows", rows);
        shell.AddScript(script).Invoke();
        if (shell.Streams.Error.Count > 0)
        {
            throw new InvalidOperationException(shell.Streams.Error[0].ToString(), shell.Streams.Error[0].Exception);
        }
    }

    public void Dispose() => _runspace.Dispose();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CentryPS.psd1")))
        {
            folder = folder.Parent
                ?? throw new InvalidOperationException("There is no CentryPS.psd1 above " + AppContext.BaseDirectory);
        }

        return folder.FullName;
    }
}
