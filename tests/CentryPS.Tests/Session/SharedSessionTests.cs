using System.Management.Automation;
using System.Management.Automation.Runspaces;
using CentryPS.Commands.Runspace;

using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests.Session;

/// <summary>A session renews its token once for all runspaces that share it.</summary>
public sealed class SharedSessionTests : IAsyncLifetime
{
    private const string Scope = "read_orders write_orders read_webhook";
    private const string Handler = "{ param($tokens) $global:told = @($global:told | Where-Object { $_ }) + @([Net.NetworkCredential]::new('', $tokens.RefreshToken).Password) }";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-03-31T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
    private readonly PowerShellHost _shell = new();
    private SandboxServer _centry = null!;

    public async ValueTask InitializeAsync() =>
        _centry = await SandboxServer.StartAsync(new SandboxOptions { Time = _time, RecordRequests = true });

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _centry.DisposeAsync();
    }

    [Fact]
    public async Task Renewal_during_a_pipeline_is_reported_before_the_command_ends()
    {
        await ShareAsync(_shell);
        _time.Advance(TimeSpan.FromHours(3));

        var output = _shell.Run("Get-CentryOrder -Session $session -PageSize 2 | ForEach-Object { $told }");

        Assert.Empty(_shell.Errors);
        Assert.Equal(6, output.Count);
        var told = Assert.Single(output.Select(item => (string)item.BaseObject).Distinct());
        Assert.DoesNotContain(_centry.Requests, request => request.Body.Contains(told));
        await Client.SignInAsync(_centry, CentryGrant.RefreshToken, told, _time);
    }

    [Fact]
    public async Task Eight_runspaces_share_one_renewal_at_each_expiry()
    {
        var session = await ShareAsync(_shell);
        PowerShellHost[] shells = [.. Enumerable.Range(0, 8).Select(_ => new PowerShellHost())];
        Array.ForEach(shells, shell => shell.Set("session", session));
        for (var turn = 1; turn <= 3; turn++)
        {
            _time.Advance(TimeSpan.FromHours(3));
            var results = await Task.WhenAll(shells.Select(shell => Task.Run(() => shell.Run("Get-CentryOrder -Session $session | Set-CentryOrder -Status shipped -Session $session"))));
            Assert.All(results, output => Assert.Equal(6, output.Count));
            Assert.All(shells, shell => Assert.Empty(shell.Errors));
            Assert.Equal(1 + turn, _centry.TokenRequests);
        }

        // Each renewal is reported once, by the first runspace that can report it.
        Assert.Equal(3, shells.Sum(shell => shell.Run("$told | Where-Object { $_ }").Count));
        Array.ForEach(shells, shell => shell.Dispose());
    }

    private async Task<CentrySession> ShareAsync(PowerShellHost shell)
    {
        var session = await Client.SignInAsync(
            _centry,
            CentryGrant.RefreshToken,
            _centry.CreateRefreshToken(Scope),
            _time,
            MakeHandler(shell));
        session.Tokens.TryTakeUndelivered(out _);
        shell.Set("session", session);
        return session;
    }

    // Creates a handler as Connect-Centry does, with the default runspace of the thread.
    private static TokenRefreshHandler MakeHandler(PowerShellHost shell)
    {
        var script = (ScriptBlock)shell.Run($"$script = {Handler}; $script").Single().BaseObject;
        var before = Runspace.DefaultRunspace;
        try
        {
            Runspace.DefaultRunspace = shell.Runspace;
            return new TokenRefreshHandler(script, (SessionState)shell.Run("$ExecutionContext.SessionState").Single().BaseObject);
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }
}
