using System.Text.RegularExpressions;

namespace CentryPS.Tests.Commands;

/// <summary>Sign-ins under a name, through the cmdlets and a vault.</summary>
[Collection(VaultFolder.Collection)]
public sealed partial class KeptSignInTests : SandboxTest
{
    private readonly VaultFolder _vault = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _vault.Dispose();
    }

    [Fact]
    public void A_sign_in_is_kept_once_it_worked_and_used_by_its_name()
    {
        Keep("norte");
        using var other = new PowerShellHost();

        var session = other.Run("Connect-Centry -Name norte -PassThru").Single();
        var orders = other.Run("Get-CentryOrder");

        Assert.Empty(other.Errors);
        Assert.Equal(("norte", CentryGrant.RefreshToken), (session.Properties["Name"].Value, session.Properties["Grant"].Value));
        Assert.Equal($"norte ({Centry.BaseUri})", session.ToString());
        Assert.Equal(6, orders.Count);
        var kept = _vault.Kept("norte");
        Assert.DoesNotContain("access", kept);
        Assert.Contains(Centry.ClientSecret, kept);
        Assert.Contains("\"refresh_token\"", kept);
    }

    [Fact]
    public void A_sign_in_that_fails_is_not_kept()
    {
        Shell.Run(VaultFolder.Connect(Centry, "-RefreshToken", "worthless"));

        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.StartsWith("north: ", Shell.Error.ErrorDetails.Message);
        Assert.Empty(Shell.Run("Get-CentrySignIn"));
    }

    [Fact]
    public void Client_credentials_are_kept_without_a_refresh_token()
    {
        Shell.Run(VaultFolder.Connect(Centry, "-Scope", "read_orders"));
        Shell.Run("Connect-Centry -Name north");

        Assert.Empty(Shell.Errors);
        Assert.Equal((CentryGrant.ClientCredentials, "read_orders"), (Shell.One<CentrySignIn>("Get-CentrySignIn").Grant, Shell.One<CentrySignIn>("Get-CentrySignIn").Scope));
        Assert.DoesNotContain("refresh_token", _vault.Kept("north"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_kept_is_listed_without_a_secret(bool isPlain)
    {
        _vault.Switch("plain", isPlain);
        Keep("sur");
        Keep("norte");
        _vault.Forget();

        var all = Shell.Run("Get-CentrySignIn");
        var one = Shell.One<CentrySignIn>("Get-CentrySignIn nor*");

        Assert.Equal(["norte", "sur"], all.Select(item => item.ToString()));
        Assert.Equal((Centry.BaseUri, CentryGrant.RefreshToken, Centry.ClientId, "read_orders", _vault.Name), (one.BaseUri, one.Grant, one.ClientId, one.Scope, one.VaultName));
        Assert.Equal(isPlain, _vault.Log.Contains("Get-Secret"));
        var shown = string.Join(' ', typeof(CentrySignIn).GetProperties().Select(property => property.GetValue(one)));
        Assert.DoesNotContain(Centry.ClientSecret, shown);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sign_in_that_Centry_has_refused_is_listed_as_such(bool isPlain)
    {
        _vault.Switch("plain", isPlain);
        Keep("norte");
        Assert.False(Shell.One<CentrySignIn>("Get-CentrySignIn").IsRefused);
        _vault.Write("CentryPS-norte.secret", Regex.Replace(_vault.Kept("norte"), "\"refresh_token\":\"[^\"]+", "\"refresh_token\":\"used-up"));

        Shell.Run("Connect-Centry -Name norte");

        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.True(Shell.One<CentrySignIn>("Get-CentrySignIn").IsRefused);
    }

    [Fact]
    public void A_renewal_leaves_what_is_shown_without_the_secret()
    {
        Keep("norte");
        Shell.Run("Connect-Centry -Name norte");
        _vault.Forget();

        Shell.One<CentrySignIn>("Get-CentrySignIn");

        Assert.DoesNotContain("Get-Secret", _vault.Log);
    }

    [Fact]
    public void A_sign_in_is_removed_by_its_name_and_out_of_the_pipeline()
    {
        Keep("norte");
        Keep("sur");

        Shell.Run("Remove-CentrySignIn norte -WhatIf");
        Assert.Equal(2, Shell.Run("Get-CentrySignIn").Count);
        Shell.Run("Remove-CentrySignIn norte");
        Assert.Equal("sur", Shell.One<CentrySignIn>("Get-CentrySignIn").Name);
        Shell.Run("Get-CentrySignIn | Remove-CentrySignIn");
        Assert.Empty(Shell.Run("Get-CentrySignIn"));
        Assert.DoesNotContain(Directory.GetFiles(Environment.GetEnvironmentVariable("CENTRYPS_TEST_VAULT")!), file => file.Contains("CentryPS-"));

        Shell.Run("'nada', 'nadie' | Remove-CentrySignIn");
        Assert.All(Shell.Errors, error => Assert.StartsWith("NotFound,", error.FullyQualifiedErrorId));
        Assert.Equal(["nada", "nadie"], Shell.Errors.Select(error => error.TargetObject));
    }

    [Theory]
    [InlineData("Connect-Centry -Name nada", "NotFound", "Get-CentrySignIn")]
    [InlineData("Get-CentrySignIn nada", "NotFound", "Get-CentrySignIn")]
    [InlineData("Connect-Centry -Name ''", "InvalidRequest", "")]
    [InlineData("Connect-Centry -Name $null", "InvalidRequest", "")]
    [InlineData("Get-CentrySignIn ' '", "InvalidRequest", "")]
    [InlineData("Remove-CentrySignIn $null", "InvalidRequest", "")]
    [InlineData("Connect-Centry -Name 'a b'", "InvalidRequest", "")]
    [InlineData("Remove-CentrySignIn *", "InvalidRequest", "")]
    [InlineData("Connect-Centry -Name norte -AccessToken abc", "InvalidRequest", "")]
    [InlineData("Connect-Centry -Name norte -BaseUri https://otro.example", "InvalidRequest", "")]
    [InlineData("Connect-Centry -Name norte -VaultName nada", "NotConnected", "Get-SecretVault")]
    [InlineData("Connect-Centry -Name norte -VaultName $null", "InvalidRequest", "")]
    public void What_cannot_be_meant_is_refused(string command, string code, string advice)
    {
        Keep("norte");

        Shell.Run(command);

        Assert.StartsWith(code + ",", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(advice, Shell.Error.ErrorDetails.RecommendedAction);
        if (command.StartsWith("Connect", StringComparison.Ordinal))
        {
            Assert.Empty(Shell.Run("Get-CentrySession"));
        }
    }

    [Theory]
    [InlineData("locked", "", "NotConnected", "Unlock-SecretStore")]
    [InlineData("vaults", "", "NotConnected", "Register-SecretVault")]
    [InlineData("vaults", "Uno\nDos", "NotConnected", "Set-SecretVaultDefault -Name Uno")]
    [InlineData("CentryPS-norte.secret", "nada", "InvalidResponse", "Remove-CentrySignIn -Name 'norte'")]
    public void A_vault_that_cannot_be_used_is_told_with_what_to_run(string file, string text, string code, string advice)
    {
        Keep("norte");
        _vault.Write(file, text);

        Shell.Run("Connect-Centry -Name norte");

        Assert.StartsWith(code + ",", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(advice, Shell.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_locked_vault_is_known_before_a_code_is_used_up()
    {
        _vault.Switch("locked");
        var token = Centry.CreateRefreshToken("read_orders");
        Centry.ClearRequests();

        Shell.Run(VaultFolder.Connect(Centry, "-RefreshToken", token));

        Assert.Contains("Unlock-SecretStore", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Empty(Centry.Requests);
    }

    private void Keep(string name)
    {
        Shell.Run(VaultFolder.Connect(Centry, "-RefreshToken", Centry.CreateRefreshToken("read_orders"), name));
        Assert.Empty(Shell.Errors);
    }
}
