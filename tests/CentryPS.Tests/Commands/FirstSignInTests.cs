using System.Management.Automation;

namespace CentryPS.Tests.Commands;

/// <summary>The first sign-in of a user without a vault or with an empty one.</summary>
[Collection(VaultFolder.Collection)]
public sealed class FirstSignInTests : SavedSignInTest
{
    private const string Before = "Connect-Centry -AccessToken before -BaseUri https://before.example";

    private string Application => $"$application = [pscredential]::new('{Centry.ClientId}', [Net.NetworkCredential]::new('', '{Centry.ClientSecret}').SecurePassword)";

    [Fact]
    public void Error_of_an_unsaved_name_explains_how_to_save_it_before_anything_is_sent()
    {
        Shell.Run("Connect-Centry north");

        Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("Connect-Centry -Name north -Credential", Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Name_is_the_first_positional_parameter()
    {
        Shell.Run($"{Application}; Connect-Centry north -Credential $application -BaseUri {Centry.BaseUri}; Disconnect-Centry");

        Assert.Equal("north", Shell.One<CentrySession>("Connect-Centry north -PassThru").Name);
    }

    [Fact]
    public void Token_passed_as_a_name_is_refused_and_not_shown()
    {
        Shell.Run("Connect-Centry " + Centry.AccessToken);

        Assert.Contains("-AccessToken", Shell.Error.Exception.Message);
        Assert.DoesNotContain(Centry.AccessToken, Shell.Error.ToString() + Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("Connect-Centry -BaseUri $uri north secret")]
    [InlineData("Connect-Centry -Name north secret")]
    public void Secret_is_never_a_positional_parameter(string command)
    {
        Shell.Run($"$uri = '{Centry.BaseUri}'; {command}");

        Assert.StartsWith("PositionalParameterNotFound,", Shell.Error.FullyQualifiedErrorId);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("-Interactive")]
    [InlineData("-RefreshToken abc")]
    [InlineData("-AuthorizationCode abc")]
    public void Missing_vault_is_reported_before_the_credential_prompt(string arguments)
    {
        var host = new PromptHost();
        using var shell = new PowerShellHost(host: host);
        Vault.Switch("vaults");

        shell.Run($"Connect-Centry north {arguments} -BaseUri {Centry.BaseUri}");

        Assert.StartsWith("NotConnected,", shell.Error.FullyQualifiedErrorId);
        Assert.Contains("Register-SecretVault", shell.Error.ErrorDetails.RecommendedAction);
        Assert.Empty(host.Questions);
    }

    [Fact]
    public void Missing_credential_is_prompted_for()
    {
        var host = new PromptHost { Credential = new PSCredential(Centry.ClientId, Secret.ToSecureString(Centry.ClientSecret)) };
        using var shell = new PowerShellHost(host: host);

        shell.Run($"Connect-Centry north -RefreshToken {Centry.CreateRefreshToken("read_orders")} -BaseUri {Centry.BaseUri}");

        Assert.Empty(shell.Errors);
        Assert.Contains("client id", Assert.Single(host.Questions));
        Assert.Single(shell.Run("Get-CentryOrder -First 1"));
    }

    [Theory]
    [InlineData("-Interactive")]
    [InlineData("-RefreshToken abc")]
    public void Missing_credential_is_named_in_the_error_of_an_unattended_host(string arguments)
    {
        Shell.Run($"Connect-Centry {arguments} -BaseUri {Centry.BaseUri}");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("-Credential", Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Theory]
    [InlineData("Connect-Centry north", true)]
    [InlineData("& { Connect-Centry north }", false)]
    [InlineData("Connect-Centry north -AccessToken abc", false)]
    [InlineData("Connect-Centry $missing", false)]
    public void Session_is_kept_only_when_the_command_was_typed_at_a_prompt_without_a_vault(string command, bool stays)
    {
        using var shell = new PowerShellHost(host: new PromptHost());
        shell.Run(Before);
        Vault.Switch("vaults");

        shell.Run(command);

        Assert.NotEmpty(shell.Errors);
        Assert.Equal(stays, shell.Run("Get-CentrySession").Count == 1);
    }

    [Fact]
    public void Session_is_not_kept_in_an_unattended_host()
    {
        Shell.Run(Before);
        Vault.Switch("vaults");

        Shell.Run("Connect-Centry north");

        Assert.NotEmpty(Shell.Errors);
        Assert.Empty(Shell.Run("Get-CentrySession"));
    }
}
