using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace CentryPS.Sandbox.Engine;

/// <summary>A real PowerShell engine with the module imported, writing to a console as PowerShell's own does.</summary>
internal sealed class ModuleEngine : IDisposable
{
    private const string Captured = "CentryPSSandboxOutput";

    private readonly Runspace _runspace;

    /// <exception cref="FileNotFoundException">The module is not built.</exception>
    public ModuleEngine(ConsoleHost host)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([FindManifest()]);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
        Quietly($"$PSStyle.OutputRendering = '{(host.UI.SupportsVirtualTerminal ? "Ansi" : "PlainText")}'");
    }

    /// <summary>What the last script left with <c>exit</c>.</summary>
    public int LastExitCode => _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code ? code : 0;

    /// <summary>Runs a command and shows its output and errors, as they come, through PowerShell's own formatter.</summary>
    /// <returns>What it gave, and its errors.</returns>
    public (IReadOnlyList<object> Output, IReadOnlyList<ErrorRecord> Errors) Show(string script)
    {
        // A script that does not parse never sets it.
        _runspace.SessionStateProxy.SetVariable(Captured, null);
        var thrown = Run(script);
        object[] all = _runspace.SessionStateProxy.GetVariable(Captured) is IEnumerable items
            ? [.. items.Cast<object>().Select(Bare)]
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
            .AddParameter("OutVariable", Captured)
            .AddCommand("Out-Default");
        try
        {
            shell.Invoke();
            return null;
        }
        catch (RuntimeException exception)
        {
            Render(exception.ErrorRecord);
            return exception.ErrorRecord;
        }
    }

    private void Render(ErrorRecord error)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand("Out-Default").Invoke(new[] { error });
    }

    private void Quietly(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script).Invoke();
    }

    private static object Bare(object item) => item is PSObject { BaseObject: ErrorRecord error } ? error : item;

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
