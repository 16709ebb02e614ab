using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using CentryPS.Commands.Runspace;

namespace CentryPS.Tests.Support;

/// <summary>A PowerShell engine that imports the built module by its manifest, as a user does.</summary>
internal sealed class PowerShellHost : IDisposable
{
    private readonly Runspace _runspace;

    public PowerShellHost(SandboxServer? centry = null, PSHost? host = null)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Manifest]);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
        if (centry is not null)
        {
            Connect(centry.BaseUri, centry.AccessToken);
        }
    }

    public static string Root { get; } = FindRoot();

    public static string Manifest => Path.Combine(Root, "CentryPS.psd1");

    /// <summary>The errors of the last command, including a terminating one.</summary>
    public List<ErrorRecord> Errors { get; } = [];

    public List<string> Verbose { get; } = [];

    public List<string> Debug { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<ProgressRecord> Progress { get; } = [];

    public ErrorRecord Error => Assert.Single(Errors);

    public Runspace Runspace => _runspace;

    public void Connect(Uri baseUri, string token, string more = "")
    {
        Run($"Connect-Centry -AccessToken '{token}' -BaseUri '{baseUri}' {more}");
        Assert.Empty(Errors);
    }

    /// <summary>Sets the default session as Connect-Centry does; null for none.</summary>
    public void Use(CentrySession? session) =>
        DefaultSession.Set((SessionState)Run("$ExecutionContext.SessionState").Single().BaseObject, session);

    public void Set(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    public Collection<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        return Run(shell.AddScript(script));
    }

    public Collection<PSObject> Run(PowerShell shell)
    {
        Errors.Clear();
        Verbose.Clear();
        Debug.Clear();
        Warnings.Clear();
        Progress.Clear();
        var output = new Collection<PSObject>();
        try
        {
            output = shell.Invoke();
        }
        catch (RuntimeException exception)
        {
            Errors.Add(exception.ErrorRecord);
        }

        Errors.InsertRange(0, shell.Streams.Error);
        Verbose.AddRange(shell.Streams.Verbose.Select(record => record.Message));
        Debug.AddRange(shell.Streams.Debug.Select(record => record.Message));
        Progress.AddRange(shell.Streams.Progress.Where(record => record.Activity.Contains("Centry")));
        Warnings.AddRange(shell.Streams.Warning.Select(record => record.Message));
        return output;
    }

    /// <summary>Runs a script that must output one object of the type, and returns it.</summary>
    public T One<T>(string script)
    {
        var output = Run(script);
        Assert.Empty(Errors);
        return Assert.IsType<T>(Assert.Single(output).BaseObject);
    }

    public void Dispose() => _runspace.Dispose();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CentryPS.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("There is no CentryPS.psd1 above " + AppContext.BaseDirectory);
    }
}
