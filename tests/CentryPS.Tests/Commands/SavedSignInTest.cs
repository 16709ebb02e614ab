namespace CentryPS.Tests.Commands;

/// <summary>A base class for tests with a sandbox and a vault for saved sign-ins.</summary>
public abstract class SavedSignInTest : SandboxTest
{
    private protected VaultFolder Vault { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Vault.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Save(string name)
    {
        Shell.Run(VaultFolder.Connect(Centry, "-RefreshToken", Centry.CreateRefreshToken("read_orders"), name));
        Assert.Empty(Shell.Errors);
    }
}
