namespace CentryPS.Tests.Session;

/// <summary>Whose account the next line changes is never left to what was before.</summary>
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
    public void A_sign_in_that_fails_leaves_no_session(string arguments)
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
    public void A_sign_in_beside_the_default_leaves_the_default_as_it_was()
    {
        Shell.Run($"Connect-Centry -AccessToken '' -BaseUri {Centry.BaseUri} -NoDefault");
        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);

        Shell.Run($"$null = Connect-Centry -AccessToken another -BaseUri {Centry.BaseUri} -NoDefault");
        Assert.Equal(6, Shell.Run("Get-CentryOrder").Count);
    }

    [Fact]
    public void What_ForEach_Object_Parallel_does_between_iterations_takes_the_session_away()
    {
        Shell.Runspace.ResetRunspaceState();

        Shell.Run("Get-CentryOrder");

        Assert.StartsWith("NotConnected,", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void A_session_made_in_a_function_or_a_module_is_the_runspaces()
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
    public void What_is_wrong_with_a_sign_in_is_not_answered_with_the_advice_to_sign_in()
    {
        foreach (var arguments in new[] { string.Empty, $"-Credential ([pscredential]::new('nobody', [securestring]::new())) -BaseUri {Centry.BaseUri}" })
        {
            Shell.Run("Connect-Centry " + arguments);

            Assert.DoesNotContain("Connect-Centry", Shell.Error.ErrorDetails.RecommendedAction);
        }
    }
}
