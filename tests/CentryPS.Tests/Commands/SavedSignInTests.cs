using System.Text.RegularExpressions;

namespace CentryPS.Tests.Commands;

/// <summary>Sign-ins are saved, listed, used and removed by name.</summary>
[Collection(VaultFolder.Collection)]
public sealed class SavedSignInTests : SavedSignInTest
{
    [Fact]
    public void Sign_in_is_saved_when_it_succeeds_and_used_by_its_name()
    {
        Save("norte");
        using var other = new PowerShellHost();

        var session = other.Run("Connect-Centry -Name norte -PassThru").Single();
        var orders = other.Run("Get-CentryOrder");

        Assert.Empty(other.Errors);
        Assert.Equal(("norte", CentryGrant.RefreshToken), (session.Properties["Name"].Value, session.Properties["Grant"].Value));
        Assert.Equal($"norte ({Centry.BaseUri})", session.ToString());
        Assert.Equal(6, orders.Count);
        Assert.DoesNotContain("token", Vault.Application("norte"));
        Assert.Contains(Centry.ClientSecret, Vault.Application("norte"));
        Assert.Contains("\"refresh_token\"", Vault.Token("norte"));
    }

    [Fact]
    public void Sign_in_that_fails_is_not_saved()
    {
        Shell.Run(VaultFolder.Connect(Centry, "-RefreshToken", "worthless"));

        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.StartsWith("north: ", Shell.Error.ErrorDetails.Message);
        Assert.Empty(Vault.Secrets);
    }

    [Fact]
    public void Client_credentials_are_saved_without_a_refresh_token()
    {
        Shell.Run(VaultFolder.Connect(Centry, "-Scope", "read_orders"));
        Shell.Run("Connect-Centry -Name north");

        Assert.Empty(Shell.Errors);
        Assert.Equal((CentryGrant.ClientCredentials, "read_orders"), (Shell.One<CentrySignIn>("Get-CentrySignIn").Grant, Shell.One<CentrySignIn>("Get-CentrySignIn").Scope));
        Assert.Equal(["CentryPS-north"], Vault.Secrets);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Saved_sign_ins_are_listed_without_secrets(bool isPlain)
    {
        Vault.Switch("plain", isPlain);
        Save("sur");
        Save("norte");
        Vault.Forget();

        var all = Shell.Run("Get-CentrySignIn");
        var one = Shell.One<CentrySignIn>("Get-CentrySignIn nor*");

        Assert.Equal(["norte", "sur"], all.Select(item => item.ToString()));
        Assert.Equal((Centry.BaseUri, CentryGrant.RefreshToken, Centry.ClientId, "read_orders", Vault.Name), (one.BaseUri, one.Grant, one.ClientId, one.Scope, one.VaultName));
        Assert.Equal(isPlain, Vault.Log.Contains("Get-Secret"));
        var shown = string.Join(' ', typeof(CentrySignIn).GetProperties().Select(property => property.GetValue(one)));
        Assert.DoesNotContain(Centry.ClientSecret, shown);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Saved_sign_in_that_Centry_rejected_is_listed_as_rejected(bool isPlain)
    {
        Vault.Switch("plain", isPlain);
        Save("norte");
        Assert.False(Shell.One<CentrySignIn>("Get-CentrySignIn").IsRefused);
        // This process would save its own tokens again.
        using var other = new ModuleProcess("Connect-Centry -Name norte; 'connected'");
        Assert.Equal("connected", (await other.EndAsync()).Trim());
        Vault.WriteToken("norte", Regex.Replace(Vault.Token("norte"), "\"refresh_token\":\"[^\"]+", "\"refresh_token\":\"used-up"));

        Shell.Run("Connect-Centry -Name norte");

        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Assert.True(Shell.One<CentrySignIn>("Get-CentrySignIn").IsRefused);
    }

    [Fact]
    public void Renewal_keeps_the_metadata_of_a_saved_sign_in_free_of_secrets()
    {
        Save("norte");
        Shell.Run("Connect-Centry -Name norte");
        Vault.Forget();

        Shell.One<CentrySignIn>("Get-CentrySignIn");

        Assert.DoesNotContain("Get-Secret", Vault.Log);
    }

    [Fact]
    public void Saved_sign_in_is_removed_by_name_and_from_the_pipeline()
    {
        Save("norte");
        Save("sur");

        Shell.Run("Remove-CentrySignIn norte"); // this host cannot prompt
        Assert.Contains("prompts the user", Shell.Error.Exception.Message);
        Shell.Run("Remove-CentrySignIn norte -WhatIf");
        Assert.Equal(2, Shell.Run("Get-CentrySignIn").Count);
        Shell.Run("Remove-CentrySignIn norte -Confirm:$false");
        Assert.Equal("sur", Shell.One<CentrySignIn>("Get-CentrySignIn").Name);
        Shell.Run("Get-CentrySignIn | Remove-CentrySignIn -Confirm:$false");
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
    public void Invalid_parameters_of_a_saved_sign_in_are_refused(string command, string code, string advice)
    {
        Save("norte");

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
    [InlineData("fails", "Store file integrity check failed.", "NotConnected", "Restore the files of the vault from a copy")]
    [InlineData("fails", "Unable to read from local store file with error: Arithmetic operation resulted in an overflow.", "NotConnected", "Restore the files of the vault from a copy")]
    [InlineData("fails", "The network is down.", "NotConnected", "Test-SecretVault")]
    [InlineData("vaults", "", "NotConnected", "Register-SecretVault")]
    [InlineData("vaults", "Uno\nDos", "NotConnected", "Set-SecretVaultDefault -Name Uno")]
    [InlineData("CentryPS-norte.secret", "nada", "InvalidResponse", "Remove-CentrySignIn -Name 'norte'")]
    public void Vault_that_cannot_be_used_is_an_error_with_the_command_to_run(string file, string text, string code, string advice)
    {
        Save("norte");
        Vault.Write(file, text);

        Shell.Run("Connect-Centry -Name norte");

        Assert.StartsWith(code + ",", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(advice, Shell.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Locked_vault_is_detected_before_the_code_is_redeemed()
    {
        Vault.Switch("locked");
        var token = Centry.CreateRefreshToken("read_orders");
        Centry.ClearRequests();

        Shell.Run(VaultFolder.Connect(Centry, "-RefreshToken", token));

        Assert.Contains("Unlock-SecretStore", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Empty(Centry.Requests);
    }
}
