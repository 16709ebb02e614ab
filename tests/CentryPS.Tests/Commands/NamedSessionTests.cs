using System.Management.Automation;

namespace CentryPS.Tests.Commands;

/// <summary>The session of a saved sign-in shows its name, so that a user sees which company it belongs to.</summary>
[Collection(VaultFolder.Collection)]
public sealed class NamedSessionTests : SavedSignInTest
{
    [Fact]
    public void Vault_that_refuses_the_new_token_is_an_error_and_receives_it_with_the_next_command()
    {
        Save("norte");
        Shell.Run("Connect-Centry -Name norte");
        var before = Vault.Token("norte");
        Vault.Switch("full-later");
        Centry.RevokeAccessTokens();

        Assert.Single(Shell.Run("Get-CentryOrder -First 1"));
        Assert.StartsWith("OutcomeUnknown,", Shell.Error.FullyQualifiedErrorId);
        Assert.StartsWith("norte: ", Shell.Error.ErrorDetails.Message);
        Assert.Contains("The vault is full", Shell.Error.ErrorDetails.Message);
        Assert.Equal(before, Vault.Token("norte"));

        Vault.Switch("full", on: false);
        var asked = Centry.TokenRequests;
        Assert.Single(Shell.Run("Get-CentryOrder -First 1"));
        Assert.NotEqual(before, Vault.Token("norte"));
        Assert.Equal(asked, Centry.TokenRequests);
    }

    [Fact]
    public void Objects_of_a_named_session_have_its_SessionName_which_is_never_sent()
    {
        Save("norte");
        Shell.Run("Connect-Centry -Name norte");
        Centry.ClearRequests();

        var orders = Shell.Run("Get-CentryOrder -First 2");
        Assert.All(orders, order => Assert.Equal("norte", order.Properties["SessionName"].Value));
        Assert.Equal("norte", Shell.Run("Invoke-CentryRequest orders.json -Query @{ limit = 1 }").Single().Properties["SessionName"].Value);
        Assert.Equal("norte", Shell.Run("Test-CentrySession").Single().Properties["SessionName"].Value);

        Shell.Connect(Centry.BaseUri, Centry.AccessToken);
        Shell.Set("orders", orders);
        Shell.Run("$orders | ForEach-Object { [pscustomobject] @{ Id = $_.Id; SessionName = $_.SessionName; BuyerPhone = '1' } } | Set-CentryOrder");
        Assert.Empty(Shell.Warnings);
        Shell.Run("$o = $orders[0]; Set-CentryOrder -Id $o.Id -Property @{ SessionName = 'norte'; buyer_phone = '2' }");
        Shell.Run("Invoke-CentryRequest orders.json -Query @{ limit = 1 } | Invoke-CentryRequest webhooks.json -Method Post -WhatIf");
        Shell.Run("[pscustomobject] @{ SessionName = 'norte'; callback_url = 'https://x.example/' } | Invoke-CentryRequest webhooks.json -Method Post");
        Shell.Run("[pscustomobject] @{ SessionName = 'norte'; CallbackUrl = 'https://x.example/'; Topic = 'OrderSave' } | Sync-CentryWebhook");

        Assert.Empty(Shell.Errors);
        Assert.Contains(Centry.Requests, request => request.Body.Contains("buyer_phone"));
        Assert.DoesNotContain(Centry.Requests, request => request.Body.Contains("norte") || request.Body.Contains("SessionName"));
    }

    [Fact]
    public void Objects_of_an_unnamed_session_have_no_SessionName() =>
        Assert.Null(Shell.Run("Get-CentryOrder -First 1").Single().Properties["SessionName"]);

    [Fact]
    public void Errors_of_a_named_session_name_it()
    {
        Save("norte");
        Shell.Run("Connect-Centry -Name norte; Get-CentryOrder -Id 59c2bd4aa8d1d10b0c9c3f11");

        Assert.StartsWith("norte: ", Shell.Error.ErrorDetails.Message);
    }

    [Fact]
    public void Completion_of_names_reads_the_vault_and_offers_nothing_when_it_fails()
    {
        Save("norte");
        Save("sur");

        Assert.Equal(["norte"], Complete("Connect-Centry -Name n"));
        Assert.Equal(["norte", "sur"], Complete("Remove-CentrySignIn "));
        Assert.Equal([Vault.Name], Complete("Connect-Centry -Name norte -VaultName "));
        Vault.Switch("locked");
        Assert.Empty(Complete("Connect-Centry -Name n"));
    }

    [Fact]
    public void Environment_names_the_saved_sign_in_and_conflicts_with_other_variables()
    {
        Save("norte");
        var session = Shell.Run("""
            $env:CENTRY_SIGN_IN = 'norte'
            try { Connect-Centry -NoDefault } finally { $env:CENTRY_SIGN_IN = $null }
            """).SingleOrDefault();
        Assert.Empty(Shell.Errors);
        Assert.Equal("norte", session!.Properties["Name"].Value);

        Shell.Run("""
            $env:CENTRY_SIGN_IN = 'norte'; $env:CENTRY_ACCESS_TOKEN = 'abc'
            try { Connect-Centry } finally { $env:CENTRY_SIGN_IN = $env:CENTRY_ACCESS_TOKEN = $null }
            """);
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void DSC_resource_uses_the_saved_sign_in_named_by_the_environment()
    {
        Shell.Run(VaultFolder.Connect(Centry, "-Scope", "read_webhook", "norte"));
        using var bare = new PowerShellHost();

        var state = bare.Run($$"""
            $env:CENTRY_SIGN_IN = 'norte'
            try { '{"callbackUrl":"https://tienda1.example/centry/avisos"}' | & '{{PowerShellHost.Root}}/CentryPS.Webhook.ps1' get } finally { $env:CENTRY_SIGN_IN = $null }
            """);

        Assert.Empty(bare.Errors);
        Assert.Contains("\"_exist\":true", Assert.Single(state).ToString());
    }

    [Fact]
    public void Saved_sign_ins_of_several_companies_work_in_parallel_runspaces()
    {
        Save("norte");
        Save("sur");
        Save("este");

        var orders = Shell.Run($$"""
            Get-CentrySignIn | ForEach-Object -ThrottleLimit 3 -Parallel {
                Import-Module '{{PowerShellHost.Manifest}}'
                $session = Connect-Centry -Name $_.Name -NoDefault
                Get-CentryOrder -First 2 -Session $session
            }
            """);

        Assert.Empty(Shell.Errors);
        Assert.Equal(["este", "este", "norte", "norte", "sur", "sur"], orders.Select(order => (string)order.Properties["SessionName"].Value).Order());
    }

    [Fact]
    public void Session_shared_by_runspaces_renews_from_the_vault()
    {
        Save("norte");
        Shell.Run("$session = Connect-Centry -Name norte -NoDefault");
        var before = Vault.Token("norte");
        Centry.RevokeAccessTokens();

        var orders = Shell.Run($$"""
            1..4 | ForEach-Object -ThrottleLimit 4 -Parallel { Import-Module '{{PowerShellHost.Manifest}}'; Get-CentryOrder -First 1 -Session $using:session }
            """);

        Assert.Empty(Shell.Errors);
        Assert.Equal(4, orders.Count);
        Assert.NotEqual(before, Vault.Token("norte"));
        Assert.Equal(3, Centry.TokenRequests); // saved, connected, renewed once
    }

    [Fact]
    public void New_sign_in_under_a_name_invalidates_sessions_of_the_old_one()
    {
        Save("norte");
        using var other = new PowerShellHost();
        other.Run("Connect-Centry -Name norte");
        Save("norte");
        Centry.RevokeAccessTokens();

        other.Run("Get-CentryOrder");

        Assert.StartsWith("NotConnected,", other.Error.FullyQualifiedErrorId);
        Assert.Contains("Connect-Centry -Name norte", other.Error.ErrorDetails.RecommendedAction);
    }

    private string[] Complete(string line)
    {
        using var shell = PowerShell.Create(Shell.Runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, options: null, shell).CompletionMatches.Select(match => match.CompletionText)];
    }
}
