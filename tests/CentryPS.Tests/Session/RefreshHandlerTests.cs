using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests.Session;

/// <summary>
/// The script block of -OnTokenRefresh can use its variables, and receives tokens that it could not store again later.
/// </summary>
public sealed class RefreshHandlerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-03-31T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
    private readonly PowerShellHost _home = new();
    private readonly PowerShellHost _other = new();
    private SandboxServer _centry = null!;

    public async ValueTask InitializeAsync() => _centry = await SandboxServer.StartAsync(new SandboxOptions { Time = _time });

    public async ValueTask DisposeAsync()
    {
        _home.Dispose();
        _other.Dispose();
        await _centry.DisposeAsync();
    }

    [Theory]
    [InlineData("function Connect { $vault = $store; Connect-It { param($tokens) $vault.Add($tokens) } }; Connect")]
    [InlineData("$vault = $store; Connect-It ({ param($tokens) $vault.Add($tokens) }.GetNewClosure()); $vault = $null")]
    public void Handler_can_use_its_variables_in_any_runspace(string connect)
    {
        var store = SignIn(connect);

        foreach (var shell in new[] { _home, _other })
        {
            _centry.RevokeAccessTokens();
            Assert.Equal(6, shell.Run("Get-CentryOrder -Session $session").Count);
            Assert.Empty(shell.Errors);
        }

        Assert.Equal(3, store.Count);
    }

    [Fact]
    public void Handler_that_failed_in_another_runspace_receives_the_newest_tokens_with_the_next_command()
    {
        var store = SignIn("Connect-It { param($tokens) if ([runspace]::DefaultRunspace.Id -ne $id) { throw 'not here' }; $store.Add($tokens) }");
        for (var i = 0; i < 2; i++)
        {
            _centry.RevokeAccessTokens();
            _other.Run("Get-CentryOrder -First 1 -Session $session");
            Assert.StartsWith("OutcomeUnknown,", _other.Error.FullyQualifiedErrorId);
        }

        Assert.Single(store);
        _home.Run("Get-CentryOrder -First 1 -Session $session");

        Assert.Empty(_home.Errors);
        Assert.Equal(2, store.Count);
        _home.Run("Get-CentryOrder -First 1 -Session $session");
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public void Tokens_that_could_not_be_stored_are_dropped_when_newer_ones_are_stored()
    {
        var store = SignIn("$calls = @(0); Connect-It { param($tokens) if (++$calls[0] -eq 2) { throw 'disk full' }; $store.Add($tokens) }");
        foreach (var errors in new[] { 1, 0 })
        {
            _centry.RevokeAccessTokens();
            _other.Run("Get-CentryOrder -First 1 -Session $session");
            Assert.Equal(errors, _other.Errors.Count);
        }

        _home.Run("Get-CentryOrder -First 1 -Session $session");

        Assert.Equal(2, store.Count);
    }

    [Fact]
    public void Handler_failure_that_ends_a_bulk_run_reports_its_outcome()
    {
        SignIn("$calls = @(0); Connect-It { if (++$calls[0] -gt 1) { throw 'disk full' } }");
        _centry.RevokeAccessTokens();
        _home.Set("ids", _centry.Orders.All().Select(order => (string)order["_id"]!).ToArray());

        _home.Run("$ids | Set-CentryOrder -BuyerPhone '1' -Session $session -ThrottleLimit 1 -ErrorAction Stop");

        var ended = (CentryException)_home.Errors[^1].Exception;
        Assert.Contains("disk full", ended.Message);
        Assert.All(_centry.Orders.All().Where(order => (string?)order["buyer_phone"] == "1"), order => Assert.Contains((string)order["_id"]!, ended.Applied));
        Assert.Contains("applied: ", ended.Message);
    }

    private List<object> SignIn(string connect)
    {
        var store = new List<object>();
        _home.Set("store", store);
        _home.Set("id", _home.Runspace.Id);
        var session = _home.Run($$"""
            function Connect-It($Handler) {
                $secret = [Net.NetworkCredential]::new('', '{{_centry.ClientSecret}}').SecurePassword
                Connect-Centry -Credential ([pscredential]::new('{{_centry.ClientId}}', $secret)) -RefreshToken {{_centry.CreateRefreshToken("read_orders write_orders")}} -BaseUri {{_centry.BaseUri}} -OnTokenRefresh $Handler -NoDefault
            }
            {{connect}}
            """).Single().BaseObject;
        Assert.Empty(_home.Errors);
        _home.Set("session", session);
        _other.Set("session", session);
        return store;
    }
}
