namespace CentryPS.Tests.Session;

/// <summary>Several processes of one user share one saved sign-in at a server that rotates refresh tokens.</summary>
[Collection(VaultFolder.Collection)]
public sealed class SavedProcessesTests : IDisposable
{
    private const int Renewals = 12;

    private readonly VaultFolder _vault = new();

    public void Dispose() => _vault.Dispose();

    [Fact]
    public async Task Eight_processes_share_a_sign_in_and_use_no_refresh_token_twice()
    {
        using var centry = new RotatingServer { Lifetime = 1 };
        using var homes = new TemporaryFolder();
        SignIn(centry);

        var processes = Enumerable.Range(0, 8).Select(number => new ModuleProcess($$"""
            Connect-Centry -Name north
            do { $order = Get-CentryOrder -Id 59c2bd4aa8d1d10b0c9c3f11 -ErrorAction Stop } until ([int] $order.NumberOrigin -ge {{Renewals}})
            'answered'
            """, environment: Home(Directory.CreateDirectory(homes.File($"{number}")).FullName))).ToArray();
        try
        {
            var output = await Task.WhenAll(processes.Select(process => process.EndAsync()));

            Assert.All(output, text => Assert.Equal("answered", text.Trim()));
            Assert.Equal(centry.RefreshTokens.Distinct(), centry.RefreshTokens);
            Assert.True(centry.RefreshTokens.Length < Renewals + 8, "processes renewed tokens that others had just renewed");
        }
        finally
        {
            Array.ForEach(processes, process => process.Dispose());
        }
    }

    [Fact]
    public async Task Process_killed_during_a_renewal_leaves_the_sign_in_usable()
    {
        var isRequested = new TaskCompletionSource();
        using var centry = new RotatingServer();
        SignIn(centry);
        centry.Before = async _ =>
        {
            if (isRequested.TrySetResult())
            {
                await Task.Delay(Timeout.Infinite); // the tokens are issued, but the response is not sent
            }
        };
        using (var killed = new ModuleProcess("Connect-Centry -Name north"))
        {
            await isRequested.Task.WaitAsync(TestContext.Current.CancellationToken); // starting a process takes time
            await killed.KillAsync();
        }

        using var next = new ModuleProcess("Connect-Centry -Name north; (Get-CentryOrder -Id 59c2bd4aa8d1d10b0c9c3f11).SessionName");

        Assert.Equal("north", (await next.EndAsync()).Trim());
        Assert.Equal(["refresh-0", "refresh-0"], centry.RefreshTokens);
    }

    [Fact]
    public async Task Process_killed_after_the_server_rotated_the_token_requires_a_new_sign_in()
    {
        var isRequested = new TaskCompletionSource();
        using var centry = new RotatingServer();
        SignIn(centry);
        centry.Before = async _ =>
        {
            if (isRequested.TrySetResult())
            {
                await Task.Delay(Timeout.Infinite);
            }
        };
        using (var killed = new ModuleProcess("Connect-Centry -Name north"))
        {
            await isRequested.Task.WaitAsync(TestContext.Current.CancellationToken); // starting a process takes time
            await killed.KillAsync();
        }

        centry.Revoke();
        using var shell = new PowerShellHost();
        shell.Run("Connect-Centry -Name north");

        Assert.StartsWith("AuthenticationFailed,", shell.Error.FullyQualifiedErrorId);
        Assert.Contains("Connect-Centry -Name north -Credential", shell.Error.ErrorDetails.RecommendedAction);
        Assert.Equal("north", shell.One<CentrySignIn>("Get-CentrySignIn").Name);
        await using var sandbox = await SandboxServer.StartAsync();
        shell.Run(VaultFolder.Connect(sandbox, "-RefreshToken", sandbox.CreateRefreshToken("read_orders")));
        shell.Run("Connect-Centry -Name north");
        Assert.Empty(shell.Errors);
    }

    [Fact]
    public async Task Saved_sign_in_without_SecretManagement_is_an_error_that_names_the_module_to_install()
    {
        using var process = new ModuleProcess(
            """
            try { Connect-Centry -Name north } catch { $_.FullyQualifiedErrorId, $_.ErrorDetails.RecommendedAction }
            Get-CentrySignIn -ErrorVariable problem -ErrorAction SilentlyContinue
            Connect-Centry
            @(Get-CentryWebhook).Count
            """,
            hasModules: false);

        var output = await process.EndAsync();

        Assert.Contains("NotConnected,", output);
        Assert.Contains("Install-PSResource Microsoft.PowerShell.SecretManagement", output);
        Assert.EndsWith("3", output.Trim());
    }

    // Separate folders for the home and temporary files, as for a service of the same user.
    private static Dictionary<string, string> Home(string folder) => new() { ["HOME"] = folder, ["XDG_DATA_HOME"] = folder, ["TMPDIR"] = folder };

    private void SignIn(RotatingServer centry)
    {
        var id = Guid.NewGuid();
        _vault.Write("CentryPS-north.secret", $$"""{"id":"{{id}}","base_uri":"{{centry.BaseUri}}","grant":"AuthorizationCode","client_id":"client","client_secret":"the-secret"}""");
        _vault.Write("CentryPSToken1-north.secret", $$"""{"id":"{{id}}","number":1,"refresh_token":"refresh-0"}""");
    }
}
