using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace CentryPS.Sandbox.Engine;

/// <summary>A PowerShell engine with the module imported, which writes to a console as <c>pwsh</c> does.</summary>
internal sealed class ModuleEngine : IDisposable
{
    private const string OutputVariable = "CentryPSSandboxOutput";

    private readonly Runspace _runspace;

    /// <exception cref="FileNotFoundException">The module is not built.</exception>
    public ModuleEngine(ConsoleHost host)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([FindManifest()]);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
        RunSilently($"$PSStyle.OutputRendering = '{(host.UI.SupportsVirtualTerminal ? "Ansi" : "PlainText")}'");
    }

    /// <summary>The exit code of the last script that called <c>exit</c>.</summary>
    public int LastExitCode => _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code ? code : 0;

    /// <summary>Runs a script, and displays its output and errors with PowerShell's formatter.</summary>
    /// <returns>The output and the errors.</returns>
    public (IReadOnlyList<object> Output, IReadOnlyList<ErrorRecord> Errors) RunAndDisplay(string script)
    {
        // A script with a syntax error does not set the variable.
        _runspace.SessionStateProxy.SetVariable(OutputVariable, null);
        var thrown = Run(script);
        object[] all = _runspace.SessionStateProxy.GetVariable(OutputVariable) is IEnumerable items
            ? [.. items.Cast<object>().Select(Unwrap)]
            : [];
        ErrorRecord[] errors = [.. all.OfType<ErrorRecord>(), .. thrown is null ? (ErrorRecord[])[] : [thrown]];
        return ([.. all.Where(item => item is not ErrorRecord)], errors);
    }

    public void Dispose() => _runspace.Dispose();

    private ErrorRecord? Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script).Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("ForEach-Object")
            .AddParameter("Process", ScriptBlock.Create("$_"))
            .AddParameter("OutVariable", OutputVariable)
            .AddCommand("Out-Default");
        try
        {
            shell.Invoke();
            return null;
        }
        catch (RuntimeException exception)
        {
            Display(exception.ErrorRecord);
            return exception.ErrorRecord;
        }
    }

    private void Display(ErrorRecord error)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand("Out-Default").Invoke(new[] { error });
    }

    private void RunSilently(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script).Invoke();
    }

    private static object Unwrap(object item) => item is PSObject { BaseObject: ErrorRecord error } ? error : item;

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

        throw new FileNotFoundException(
            "No folder above this program contains CentryPS.psd1 and CentryPS.dll. Run dotnet build first.");
    }
}
