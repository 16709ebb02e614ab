using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using CentryPS.Session;
using EngineRunspace = System.Management.Automation.Runspaces.Runspace;

namespace CentryPS.Commands.Runspace;

/// <summary>
/// Runs SecretManagement commands in a runspace of its own, so that any thread can use a vault while the runspace of
/// the pipeline is busy. Vaults do not support concurrent use, so one script runs at a time, in this process and among
/// the processes of this user.
/// </summary>
internal static class VaultShell
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";
    private const string RunspaceNamespace = "System.Management.Automation.Runspaces";
    private const int MaxTries = 50;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly SemaphoreSlim Turn = new(1, 1);

    private static EngineRunspace? _runspace;
    private static volatile string? _hungVault;

    /// <summary>
    /// Runs a script in a runspace with SecretManagement. The first error ends it. Its parameter <c>Vault</c> receives
    /// the name of the vault.
    /// </summary>
    /// <exception cref="CentryException">The script failed, or the vault does not respond.</exception>
    public static async Task<Collection<PSObject>> RunAsync(
        string vault,
        string script,
        TimeProvider time,
        CancellationToken stop,
        params (string Name, object Value)[] arguments)
    {
        await WaitTurnAsync(time, stop).ConfigureAwait(false);
        var parameters = arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
        parameters["Vault"] = vault;
        var begun = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Task.Run(() => RunInTurnAsync(script, parameters, begun, stop), CancellationToken.None);
        await Task.WhenAny(run, begun.Task).ConfigureAwait(false);
        try
        {
            return await run.WaitAsync(Timeout, time, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _hungVault = vault;
            throw TimedOut(vault);
        }
        catch (OperationCanceledException) when (!run.IsCompleted)
        {
            _hungVault = vault; // until its script ends
            throw;
        }
        catch (RuntimeException exception)
        {
            throw Failure(vault, exception);
        }
    }

    public static CentryException Failure(string vault, RuntimeException exception)
    {
        // The type is defined in SecretManagement, which is not available at compile time.
        if (Causes(exception).Any(cause => cause.GetType().Name == "PasswordRequiredException"))
        {
            return Problem(Messages.VaultLocked.With(vault), Messages.VaultLockedAdvice.With(vault));
        }

        // The messages of SecretStore, always in English, for a file with a wrong checksum or an empty one.
        var message = (exception.ErrorRecord?.Exception ?? exception).GetBaseException().Message;
        var isDamaged = message.Contains("integrity check", StringComparison.OrdinalIgnoreCase)
            || message.Contains("read from local store file", StringComparison.OrdinalIgnoreCase);
        var advice = isDamaged ? Messages.VaultDamagedAdvice : Messages.VaultFailedAdvice;
        return Problem(Messages.VaultFailed.With(vault, TerminalText.Show(message)), advice.With(vault));
    }

    public static CentryException Problem(string message, string advice, Exception? exception = null) =>
        new(CentryErrorCode.NotConnected, message, advice, exception);

    /// <summary>Closes the runspace, unless a script is running in it. The next script opens a new one.</summary>
    public static void Close()
    {
        if (Turn.Wait(TimeSpan.Zero))
        {
            _runspace?.Dispose();
            _runspace = null;
            Turn.Release();
        }
    }

    // A running script is not stopped: SecretManagement, stopped while it starts its own runspace, ends the process. A
    // script that hangs keeps its turn until it ends, and callers that wait longer than the timeout get an error.
    private static async Task WaitTurnAsync(TimeProvider time, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        while (!await Turn.WaitAsync(Interval, stop).ConfigureAwait(false))
        {
            if (_hungVault is { } vault && time.GetElapsedTime(started) > Timeout)
            {
                throw TimedOut(vault);
            }
        }
    }

    private static async Task<Collection<PSObject>> RunInTurnAsync(
        string script,
        IDictionary arguments,
        TaskCompletionSource<bool> begun,
        CancellationToken stop)
    {
        try
        {
            var runspace = _runspace ??= Open(); // before the lock, because it takes a while
            using var hold = await SignInLock.TakeAsync("vaults", TimeProvider.System, stop).ConfigureAwait(false);
            begun.TrySetResult(true);
            for (var tries = 1; ; tries++)
            {
                try
                {
                    SecretStoreCache.Refresh();
                    using var shell = PowerShell.Create();
                    shell.Runspace = runspace;
                    return shell.AddScript(script).AddParameters(arguments).Invoke();
                }
                catch (RuntimeException exception) when (tries < MaxTries && IsBusy(exception))
                {
                    await Task.Delay(Interval, stop).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _hungVault = null;
            Turn.Release();
        }
    }

    private static CentryException TimedOut(string vault) => new(
        CentryErrorCode.Timeout,
        Messages.VaultSlow.With(vault, Timeout.TotalSeconds),
        Messages.VaultSlowAdvice.With(vault));

    private static EngineRunspace Open()
    {
        var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Name = "CentryPS vaults"; // for Get-Runspace
        runspace.Open();
        try
        {
            using var shell = PowerShell.Create();
            shell.Runspace = runspace;
            const string Script = "Import-Module $args[0] -ErrorAction Stop; $ErrorActionPreference = 'Stop'";
            shell.AddScript(Script).AddArgument(Module).Invoke();
            return runspace;
        }
        catch (RuntimeException exception)
        {
            runspace.Dispose();
            var message = exception.ErrorRecord.Exception is FileNotFoundException
                ? Messages.VaultModuleMissing.With(Module)
                : Messages.VaultModuleBroken.With(Module, exception.Message);
            throw Problem(message, Messages.VaultModuleMissingAdvice, exception);
        }
    }

    // Returns the exceptions that caused the error of a script.
    private static IEnumerable<Exception> Causes(RuntimeException exception) =>
        Chain(exception.ErrorRecord?.Exception ?? exception).Concat(Chain(exception.InnerException));

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }

    // SecretManagement has one runspace per process for all vaults. A command of the user may be using it.
    private static bool IsBusy(RuntimeException exception) => Causes(exception).Any(cause => cause
        is InvalidRunspaceStateException
        or InvalidPowerShellStateException
        or PSInvalidOperationException { TargetSite.DeclaringType.Namespace: RunspaceNamespace });
}
