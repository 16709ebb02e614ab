namespace CentryPS.Tests.Session;

/// <summary>Environment variables belong to the process: tests that set them run one after another.</summary>
[Collection(VaultFolder.Collection)]
public sealed class SignInEnvironmentTests : SandboxTest
{
    private readonly List<string> _set = [];

    public override ValueTask DisposeAsync()
    {
        _set.ForEach(name => Environment.SetEnvironmentVariable(name, null));
        return base.DisposeAsync();
    }

    [Fact]
    public void Connect_ignores_an_environment_variable_when_it_is_empty()
    {
        Set("CENTRY_BASE_URI", $"{Centry.BaseUri}");
        Set("CENTRY_CLIENT_ID", Centry.ClientId);
        Set("CENTRY_CLIENT_SECRET", Centry.ClientSecret);
        foreach (var name in new[] { "CENTRY_SIGN_IN", "CENTRY_ACCESS_TOKEN", "CENTRY_REFRESH_TOKEN", "CENTRY_SCOPE" })
        {
            Set(name, string.Empty);
        }

        Assert.Equal(CentryGrant.ClientCredentials, Shell.One<CentrySession>("Connect-Centry -PassThru").Grant);
        Assert.Equal(3, Shell.Run("Get-CentryWebhook").Count);
    }

    private void Set(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        _set.Add(name);
    }
}
