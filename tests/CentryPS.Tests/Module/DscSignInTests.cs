namespace CentryPS.Tests.Module;

/// <summary>The DSC resource <c>CentryPS/Webhook</c> with a saved sign-in.</summary>
[Collection(VaultFolder.Collection)]
public sealed class DscSignInTests : IDisposable
{
    private readonly VaultFolder _vault = new();
    private readonly AnsweringHost _host = new(string.Empty);

    [Theory]
    [InlineData("nadie", "nadie")]
    [InlineData("a b", "cannot be the name of a sign-in")]
    public void Missing_saved_sign_in_has_the_exit_code_of_sign_in_failures(string name, string expected)
    {
        using var shell = new PowerShellHost(centry: null, _host);

        shell.Run($"$PSDefaultParameterValues = @{{ 'Connect-Centry:Name' = '{name}' }}; '{{\"callbackUrl\":\"https://tienda.example\"}}' | & '{PowerShellHost.Root}/CentryPS.Webhook.ps1' get");

        Assert.Equal(3, shell.Run("[int] $LASTEXITCODE").Single().BaseObject);
        Assert.Contains(expected, Assert.Single(_host.Errors));
    }

    public void Dispose() => _vault.Dispose();
}
