using CentryPS.Commands.Runspace;

namespace CentryPS.Tests.Commands;

/// <summary>A vault that does not respond causes a timeout, on a clock that the test controls.</summary>
[Collection(VaultFolder.Collection)]
public sealed class SecretVaultTests : IDisposable
{
    private readonly HeldClock _clock = new();
    private readonly VaultFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Vault_that_hangs_is_reported_after_thirty_seconds_and_later_commands_wait_as_long()
    {
        var vault = new SecretVault(_folder.Name, isNamed: false, _clock);
        _folder.Switch("hang");

        var error = await Assert.ThrowsAsync<CentryException>(() => _clock.RunAsync(vault.ReadAsync("norte", CancellationToken.None)));

        Assert.Equal(CentryErrorCode.Timeout, error.ErrorCode);
        Assert.Contains($"Test-SecretVault -Name {_folder.Name}", error.Advice);
        Assert.Equal([TimeSpan.FromSeconds(30)], _clock.Passed);
        await AssertNextReadTimesOutAsync(vault);
    }

    [Fact]
    public async Task Stop_ends_the_wait_for_a_vault_that_hangs_and_later_commands_wait_thirty_seconds()
    {
        var vault = new SecretVault(_folder.Name, isNamed: false, _clock);
        _folder.Switch("hang");
        using var stop = new CancellationTokenSource();
        var read = vault.ReadAsync("norte", stop.Token);
        await _clock.NextWaitAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Soon());
        await AssertNextReadTimesOutAsync(vault);
    }

    [Fact]
    public async Task Vault_is_read_as_soon_as_another_process_releases_it()
    {
        var vault = new SecretVault(_folder.Name, isNamed: false, _clock);
        var hold = await SignInLock.TakeAsync("vaults", TimeProvider.System, CancellationToken.None).Soon();
        var read = vault.ReadAsync("norte", CancellationToken.None);
        while (!read.IsCompleted && !Directory.EnumerateFiles(SignInLock.FindFolder(), "*.wait").Any())
        {
            await Task.Yield();
        }

        hold.Dispose();

        Assert.Null(await read.Soon());
    }

    [Fact]
    public async Task Runspace_of_the_vault_is_closed_when_the_module_is_removed_and_opened_again_when_it_is_needed()
    {
        using var shell = new PowerShellHost();
        Assert.Empty(shell.Run("Get-CentrySignIn"));
        Assert.Contains("CentryPS vaults", Runspaces(shell));

        shell.Run("Remove-Module CentryPS");

        Assert.Empty(shell.Errors);
        Assert.DoesNotContain("CentryPS vaults", Runspaces(shell));
        var vault = await RegisteredVaults.OpenAsync(name: null, TimeProvider.System, CancellationToken.None).Soon();
        Assert.Null(await vault.ReadAsync("norte", CancellationToken.None).Soon());
    }

    // Also waits for the end of the script that hangs, which would hang in the vault of the next test too.
    private async Task AssertNextReadTimesOutAsync(SecretVault vault)
    {
        var next = vault.ReadAsync("norte", CancellationToken.None);
        while (!next.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1)); // the waiting command polls
            await Task.Yield();
        }

        Assert.Equal(CentryErrorCode.Timeout, (await Assert.ThrowsAsync<CentryException>(() => next)).ErrorCode);
        _folder.Switch("hang", on: false);
        Assert.Null(await vault.ReadAsync("norte", CancellationToken.None).Soon());
    }

    private static IEnumerable<string> Runspaces(PowerShellHost shell) => shell.Run("(Get-Runspace).Name").Select(name => name.ToString());
}
