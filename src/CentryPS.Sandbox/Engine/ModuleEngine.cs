using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace CentryPS.Sandbox.Engine;

/// <summary>A real PowerShell engine with the module imported, writing to this console as PowerShell's own does.</summary>
internal sealed class ModuleEngine : IDisposable
{
    private readonly Runspace _runspace;

    /// <exception cref="FileNotFoundException">The module is not built.</exception>
    public ModuleEngine()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([FindManifest()]);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(new ConsoleHost(), state);
        _runspace.Open();
    }

    /// <summary>Runs a command and shows its output and errors through PowerShell's own formatter.</summary>
    /// <returns>What it gave, and its errors.</returns>
    public (IReadOnlyList<object> Output, IReadOnlyList<ErrorRecord> Errors) Show(string script)
    {
        var (output, errors) = Run(script);
        Render(output);
        Render(errors);
        return (output, errors);
    }

    public void Dispose() => _runspace.Dispose();

    private (List<object> Output, List<ErrorRecord> Errors) Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = new List<object>();
        var errors = new List<ErrorRecord>();
        try
        {
            output.AddRange(shell.AddScript(script).Invoke());
        }
        catch (RuntimeException exception)
        {
            errors.Add(exception.ErrorRecord);
        }

        errors.InsertRange(0, shell.Streams.Error);
        return (output, errors);
    }

    private void Render<T>(IEnumerable<T> items)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand("Out-Default").Invoke(items);
    }

    private static string FindManifest()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var manifest = Path.Combine(folder.FullName, "CentryPS.psd1");
            if (File.Exists(manifest) && File.Exists(Path.Combine(folder.FullName, "CentryPS.dll")))
            {
                return manifest;
            }
        }

        throw new FileNotFoundException("CentryPS.psd1 with CentryPS.dll beside it is not above this program. Run dotnet build first.");
    }
}
