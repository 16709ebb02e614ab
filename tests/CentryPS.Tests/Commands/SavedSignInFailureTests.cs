namespace CentryPS.Tests.Commands;

/// <summary>Saved sign-ins that were changed or removed, or that cannot be read, cause errors with advice.</summary>
[Collection(VaultFolder.Collection)]
public sealed class SavedSignInFailureTests : SavedSignInTest
{
    [Fact]
    public void Sign_in_succeeds_after_the_vault_could_not_be_written()
    {
        Save("norte");
        Vault.Switch("full");
        Shell.Run("Connect-Centry -Name norte");
        Assert.StartsWith("NotConnected,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("Nothing was sent to Centry", Shell.Error.Exception.Message);

        Vault.Switch("full", on: false);
        Shell.Run("Connect-Centry -Name norte; Get-CentryOrder -First 1");

        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Sign_in_that_the_vault_refuses_is_an_error_before_the_refresh_token_is_sent()
    {
        Vault.Switch("full");
        var token = Centry.CreateRefreshToken("read_orders");
        Centry.ClearRequests();

        Shell.Run(VaultFolder.Connect(Centry, "-RefreshToken", token));

        Assert.Contains("The vault is full", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Session_opens_and_reports_that_the_vault_failed_after_the_refresh_token_was_sent()
    {
        Vault.Switch("full-later");

        Shell.Run(VaultFolder.Connect(Centry, "-OnTokenRefresh { param($tokens) $global:stored = $tokens } -RefreshToken", Centry.CreateRefreshToken("read_orders")));

        Assert.StartsWith("OutcomeUnknown,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("The vault is full", Shell.Error.Exception.Message);
        Assert.NotNull(Shell.One<CentryTokens>("$stored").RefreshToken);
        Assert.Equal(6, Shell.Run("Get-CentryOrder").Count);
        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Failed_sign_in_keeps_the_saved_one_with_its_name()
    {
        Save("norte");

        Shell.Run(VaultFolder.Connect(Centry, "-RefreshToken", "worthless", "norte"));
        Assert.StartsWith("AuthenticationFailed,", Shell.Error.FullyQualifiedErrorId);
        Shell.Run("Connect-Centry -Name norte; Get-CentryOrder -First 1");

        Assert.Empty(Shell.Errors);
    }

    [Theory]
    [InlineData("Remove-CentrySignIn sur -Confirm:$false", "NotFound")]
    [InlineData("Connect-Centry -Name sur -Credential $other -BaseUri $uri -Scope read_orders -NoDefault", "NotConnected")]
    public void Renewal_fails_when_the_saved_sign_in_was_removed_or_replaced(string change, string code)
    {
        Shell.Run(VaultFolder.Connect(Centry, "-Scope", "read_orders", "sur"));
        Shell.Run($"$uri = '{Centry.BaseUri}'; $other = [pscredential]::new('{Centry.ClientId}', [Net.NetworkCredential]::new('', '{Centry.ClientSecret}').SecurePassword)");
        Shell.Run(change);
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 401, Path = "orders" });

        Shell.Run("Get-CentryOrder -First 1");

        Assert.StartsWith(code + ",", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Unreadable_saved_sign_in_is_an_error_and_can_be_removed()
    {
        Save("norte");
        Vault.Write("CentryPS-malo.secret", "nada");

        var listed = Shell.Run("Get-CentrySignIn").Single();
        Assert.Equal("norte", listed.Properties["Name"].Value);
        Assert.StartsWith("InvalidResponse,", Shell.Error.FullyQualifiedErrorId);
        Assert.StartsWith("To remove it: Remove-CentrySignIn -Name 'malo'", Shell.Error.ErrorDetails.RecommendedAction);

        Shell.Run("Remove-CentrySignIn malo -Confirm:$false; Get-CentrySignIn");
        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Saved_sign_in_of_another_application_is_replaced_with_a_warning()
    {
        Save("norte");
        Vault.Write("CentryPS-norte.secret", Vault.Application("norte").Replace(Centry.ClientId, "otra"));

        Save("norte");

        Assert.Equal($"The sign-in norte was for the application otra; it is now for {Centry.ClientId}.", Assert.Single(Shell.Warnings));
    }

    [Theory]
    [InlineData("Connect-Centry -Name nada")]
    [InlineData("Get-CentrySignIn nada")]
    [InlineData("Remove-CentrySignIn nada")]
    public void Advice_names_the_vault_of_the_command(string command)
    {
        Shell.Run(command);
        Assert.DoesNotContain("-VaultName", Shell.Error.ErrorDetails.RecommendedAction);

        Shell.Run($"{command} -VaultName '{Vault.Name}'");
        Assert.Contains($"Connect-Centry -Name nada -VaultName '{Vault.Name}' -Credential", Shell.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Invalid_name_from_the_environment_is_reported_with_its_variable()
    {
        Shell.Run("$env:CENTRY_SIGN_IN = ' '; try { Connect-Centry } finally { $env:CENTRY_SIGN_IN = $null }");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.StartsWith("CENTRY_SIGN_IN", Shell.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void VaultName_without_Name_is_refused()
    {
        Shell.Run("Connect-Centry -AccessToken abc -VaultName nada");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("-Name", Shell.Error.Exception.Message);
    }
}
