namespace CentryPS.Tests.Support;

/// <summary>A test with a Centry of its own and an engine that is signed in there.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    private PowerShellHost? _shell;
    private SandboxServer? _centry;

    internal PowerShellHost Shell => _shell!;

    internal SandboxServer Centry => _centry!;

    /// <summary>The clock of the session, where a test holds it.</summary>
    protected virtual TimeProvider? Clock => null;

    protected virtual SandboxOptions Options => new() { RecordRequests = true };

    public async ValueTask InitializeAsync()
    {
        _centry = await SandboxServer.StartAsync(Options);
        _shell = new PowerShellHost(_centry);
        if (Clock is not null)
        {
            SignIn();
        }

        _centry.ClearRequests();
    }

    public virtual async ValueTask DisposeAsync()
    {
        _shell?.Dispose();
        if (_centry is not null)
        {
            await _centry.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Makes a session of this test's clock the default; where a server stands before the sandbox, through it.</summary>
    internal void SignIn(int retries = 4, RawServer? through = null) =>
        Shell.Use(Client.Sessions(through?.BaseUri ?? Centry.BaseUri, Clock, retries).WithAccessToken(Centry.AccessToken));

    internal RecordedRequest Sent(string method) => Assert.Single(Centry.Requests, request => request.Method == method);
}
