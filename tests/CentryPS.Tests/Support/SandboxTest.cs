namespace CentryPS.Tests;

/// <summary>A test with a Centry of its own and an engine that is signed in there.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    private PowerShellHost? _shell;
    private SandboxServer? _centry;

    internal PowerShellHost Shell => _shell!;

    internal SandboxServer Centry => _centry!;

    protected virtual SandboxOptions Options => new() { RecordRequests = true };

    public async ValueTask InitializeAsync()
    {
        _centry = await SandboxServer.StartAsync(Options);
        _shell = new PowerShellHost(_centry);
        _centry.ClearRequests();
    }

    public async ValueTask DisposeAsync()
    {
        _shell?.Dispose();
        if (_centry is not null)
        {
            await _centry.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    internal RecordedRequest Sent(string method) => Assert.Single(Centry.Requests, request => request.Method == method);
}
