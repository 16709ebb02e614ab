namespace CentryPS.Tests.Session;

/// <summary>A runspace has a default session, which sign-ins and resets change.</summary>
public sealed class DefaultSessionTests : SandboxTest
{
    [Theory]
    [InlineData("-AccessToken $missing")]
    [InlineData("-AccessToken ''")]
    [InlineData("-AccessToken 'two words'")]
    [InlineData("-Credential $missing")]
    [InlineData("-Credential $wrong")]
    [InlineData("-Credential $wrong -RefreshToken $missing")]
    [InlineData("-Credential $wrong -AuthorizationCode ''")]
    [InlineData("-AccessToken good -BaseUri $missing")]
    [InlineData("-AccessToken good -BaseUri http://centry.example")]
    [InlineData("-AccessToken good -OnTokenRefresh $missing")]
    public void Failed_sign_in_leaves_no_default_session(string arguments)
    {
        Assert.Single(Shell.Run("Get-CentrySession"));
        var where = arguments.Contains("-BaseUri") ? string.Empty : $"-BaseUri {Centry.BaseUri}";

        Shell.Run($"$wrong = [pscredential]::new('sandbox-client', [securestring]::new()); Connect-Centry {arguments} {where}");

        Assert.NotEmpty(Shell.Errors);
        Assert.Empty(Shell.Run("Get-CentrySession"));
        Shell.Run("Get-CentryOrder");
        Assert.StartsWith("NotConnected,", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Sign_in_with_NoDefault_leaves_the_default_session_unchanged()
    {
        Shell.Run($"Connect-Centry -AccessToken '' -BaseUri {Centry.BaseUri} -NoDefault");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);

        Shell.Run($"$null = Connect-Centry -AccessToken another -BaseUri {Centry.BaseUri} -NoDefault");
        Assert.Equal(6, Shell.Run("Get-CentryOrder").Count);
    }

    [Fact]
    public void Default_session_is_reset_between_iterations_of_ForEach_Object_Parallel()
    {
        Shell.Runspace.ResetRunspaceState();

        Shell.Run("Get-CentryOrder");

        Assert.StartsWith("NotConnected,", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Sign_in_within_a_function_or_module_sets_the_default_session_of_the_runspace()
    {
        Shell.Run("Disconnect-Centry");
        Shell.Run($$"""
            $module = New-Module { function Connect-Shop { Connect-Centry -AccessToken '{{Centry.AccessToken}}' -BaseUri '{{Centry.BaseUri}}' } }
            function Connect-Both { Connect-Shop }
            Connect-Both
            """);

        Assert.Empty(Shell.Errors);
        Assert.Equal(6, Shell.Run("Get-CentryOrder").Count);
        Shell.Run("& $module { Disconnect-Centry }");
        Assert.Empty(Shell.Run("Get-CentrySession"));
    }

    [Fact]
    public void Failed_sign_in_does_not_advise_to_sign_in()
    {
        foreach (var arguments in new[] { string.Empty, $"-Credential ([pscredential]::new('nobody', [securestring]::new())) -BaseUri {Centry.BaseUri}" })
        {
            Shell.Run("Connect-Centry " + arguments);

            Assert.DoesNotContain("Connect-Centry", Shell.Error.ErrorDetails.RecommendedAction);
        }
    }
}
