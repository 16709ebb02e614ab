using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using CentryPS.Session;
using EngineRunspace = System.Management.Automation.Runspaces.Runspace;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// Runs commands of SecretManagement in a runspace of the module's own, so that any thread may ask while the pipeline's
/// waits. One at a time, in this process and among those of this user: vaults are not made for more.
/// </summary>
internal static class VaultShell
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";
    private const int MostTries = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly SemaphoreSlim Turn = new(1, 1);

    private static EngineRunspace? _runspace;
    private static volatile string? _overdue;

    /// <summary>Runs a script with SecretManagement loaded; the first error ends it.</summary>
    /// <param name="vault">What the vault is called, for the message that says that it does not answer.</param>
    /// <param name="script">The script.</param>
    /// <param name="arguments">Its parameters, by name.</param>
    /// <param name="time">The clock of the wait.</param>
    /// <param name="cancellationToken">Ends the wait and the script.</param>
    /// <exception cref="RuntimeException">What the script threw.</exception>
    /// <exception cref="CentryException">SecretManagement is not there, or the vault does not answer.</exception>
    public static async Task<Collection<PSObject>> RunAsync(string vault, string script, IDictionary arguments, TimeProvider time, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(time, cancellationToken).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begun = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Task.Run(() => HoldTurnAsync(script, arguments, begun, time, end.Token), CancellationToken.None);
        await Task.WhenAny(run, begun.Task).ConfigureAwait(false);
        if (await Task.WhenAny(run, time.Delay(Patience, end.Token)).ConfigureAwait(false) == run)
        {
            end.Cancel();
            return await run.ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        _overdue = vault;
        throw Slow(vault);
    }

    // Nobody stops a script: SecretManagement, stopped while it starts what it runs for all vaults, ends the process. One that
    // hangs has its turn until it ends, and who waits longer than that is patient is told.
    private static async Task TakeTurnAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await Turn.WaitAsync(Pause, cancellationToken).ConfigureAwait(false))
        {
            if (_overdue is { } vault && time.GetElapsedTime(started) > Patience)
            {
                throw Slow(vault);
            }
        }
    }

    private static async Task<Collection<PSObject>> HoldTurnAsync(string script, IDictionary arguments, TaskCompletionSource<bool> begun, TimeProvider time, CancellationToken end)
    {
        try
        {
            var runspace = _runspace ??= Open(); // it takes a while, and others need not wait for it
            using var hold = await SignInLock.TakeAsync("vaults", time, end).ConfigureAwait(false);
            begun.TrySetResult(true);
            for (var tries = 1; ; tries++)
            {
                try
                {
                    SecretStoreCache.Refresh();
                    return Invoke(runspace, script, arguments);
                }
                catch (RuntimeException exception) when (tries < MostTries && IsBusy(exception))
                {
                    await time.Delay(Pause, end).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _overdue = null;
            Turn.Release();
        }
    }

    private static CentryException Slow(string vault) =>
        new(CentryErrorCode.Timeout, Messages.VaultSlow.With(vault, Patience.TotalSeconds)) { Advice = Messages.VaultSlowAdvice.With(vault) };

    private static Collection<PSObject> Invoke(EngineRunspace runspace, string script, IDictionary arguments)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        return shell.AddScript(script).AddParameters(arguments).Invoke();
    }

    private static EngineRunspace Open()
    {
        var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        try
        {
            using var shell = PowerShell.Create();
            shell.Runspace = runspace;
            shell.AddCommand("Import-Module").AddParameter("Name", Module).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
            shell.Commands.Clear();
            shell.AddScript("$ErrorActionPreference = 'Stop'").Invoke();
            return runspace;
        }
        catch (RuntimeException exception)
        {
            runspace.Dispose();
            throw exception.ErrorRecord.Exception is FileNotFoundException
                ? new CentryException(CentryErrorCode.NotConnected, Messages.VaultModuleMissing.With(Module), exception) { Advice = Messages.VaultModuleMissingAdvice }
                : new CentryException(CentryErrorCode.NotConnected, Messages.VaultModuleBroken.With(Module, exception.Message), exception) { Advice = Messages.VaultModuleMissingAdvice };
        }
    }

    /// <summary>What a script threw, or what the error was that ended it, and what was behind that.</summary>
    public static IEnumerable<Exception> Causes(RuntimeException exception)
    {
        for (var cause = exception.ErrorRecord?.Exception ?? exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }

        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    // SecretManagement has one runspace a process for all vaults, which somebody else's command may be using.
    private static bool IsBusy(RuntimeException exception) => Causes(exception).Any(cause =>
        cause is InvalidRunspaceStateException or InvalidPowerShellStateException
            or PSInvalidOperationException { TargetSite.DeclaringType.Namespace: "System.Management.Automation.Runspaces" });
}
