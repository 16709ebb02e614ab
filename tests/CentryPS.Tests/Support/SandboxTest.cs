namespace CentryPS.Tests.Support;

/// <summary>A base class for tests with a sandbox and an engine that is signed in to it.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    private PowerShellHost? _shell;
    private SandboxServer? _centry;

    internal PowerShellHost Shell => _shell!;

    internal SandboxServer Centry => _centry!;

    /// <summary>The clock of the session, if the test controls it.</summary>
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

    /// <summary>
    /// Sets a default session with the test's clock, through a server before the sandbox if specified.
    /// </summary>
    internal void SignIn(int retries = 4, RawServer? through = null) =>
        Shell.Use(Client.Sessions(through?.BaseUri ?? Centry.BaseUri, Clock, retries).WithAccessToken(Centry.AccessToken));

    internal RecordedRequest Sent(string method) => Assert.Single(Centry.Requests, request => request.Method == method);
}
