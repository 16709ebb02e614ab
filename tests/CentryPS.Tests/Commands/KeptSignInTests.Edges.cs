namespace CentryPS.Tests.Commands;

/// <content>What a hurried person, or a vault, does to what is kept.</content>
public sealed partial class KeptSignInTests
{
    [Fact]
    public void What_a_vault_did_not_take_from_a_sign_in_that_failed_is_used_by_the_next()
    {
        Keep("norte");
        _vault.Switch("full");
        Shell.Run("Connect-Centry -Name norte");
        Assert.StartsWith("OutcomeUnknown,", Shell.Error.FullyQualifiedErrorId);

        _vault.Switch("full", on: false);
        Shell.Run("Connect-Centry -Name norte; Get-CentryOrder -First 1");

        Assert.Empty(Shell.Errors);
    }

    [Theory]
    [InlineData("Remove-CentrySignIn sur -Confirm:$false", "NotFound")]
    [InlineData("Connect-Centry -Name sur -Credential $other -BaseUri $uri -Scope read_orders -NoDefault", "NotConnected")]
    public void An_application_that_is_not_kept_any_more_gets_no_tokens(string change, string code)
    {
        Shell.Run(VaultFolder.Connect(Centry, "-Scope", "read_orders", "sur"));
        Shell.Run($"$uri = '{Centry.BaseUri}'; $other = [pscredential]::new('{Centry.ClientId}', [Net.NetworkCredential]::new('', '{Centry.ClientSecret}').SecurePassword)");
        Shell.Run(change);
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 401, Path = "orders" });

        Shell.Run("Get-CentryOrder -First 1");

        Assert.StartsWith(code + ",", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void What_cannot_be_read_is_an_error_of_its_own_and_can_be_removed()
    {
        Keep("norte");
        _vault.Write("CentryPS-malo.secret", "nada");

        var listed = Shell.Run("Get-CentrySignIn").Single();
        Assert.Equal("norte", listed.Properties["Name"].Value);
        Assert.StartsWith("InvalidResponse,", Shell.Error.FullyQualifiedErrorId);
        Assert.StartsWith("To remove it: Remove-CentrySignIn -Name 'malo'", Shell.Error.ErrorDetails.RecommendedAction);

        Shell.Run("Remove-CentrySignIn malo -Confirm:$false; Get-CentrySignIn");
        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void The_sign_in_of_another_application_is_replaced_with_a_warning()
    {
        Keep("norte");
        _vault.Write("CentryPS-norte.secret", _vault.Kept("norte").Replace(Centry.ClientId, "otra"));

        Keep("norte");

        Assert.Equal($"The sign-in norte was one of the application otra; it is now one of {Centry.ClientId}.", Assert.Single(Shell.Warnings));
    }

    [Theory]
    [InlineData("Connect-Centry -Name nada")]
    [InlineData("Get-CentrySignIn nada")]
    [InlineData("Remove-CentrySignIn nada")]
    public void What_to_run_names_the_vault_that_was_named(string command)
    {
        Shell.Run(command);
        Assert.DoesNotContain("-VaultName", Shell.Error.ErrorDetails.RecommendedAction);

        Shell.Run($"{command} -VaultName '{_vault.Name}'");
        Assert.Contains($"Connect-Centry -Name nada -VaultName '{_vault.Name}' -Credential", Shell.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_name_that_the_environment_gives_and_that_is_none_is_said_to_come_from_there()
    {
        Shell.Run("$env:CENTRY_SIGN_IN = ' '; try { Connect-Centry } finally { $env:CENTRY_SIGN_IN = $null }");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.StartsWith("CENTRY_SIGN_IN", Shell.Error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_vault_without_a_name_is_refused()
    {
        Shell.Run("Connect-Centry -AccessToken abc -VaultName nada");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("-Name", Shell.Error.Exception.Message);
    }
}
