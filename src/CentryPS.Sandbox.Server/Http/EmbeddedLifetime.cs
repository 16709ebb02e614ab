namespace CentryPS.Sandbox.Server.Http;

/// <summary>A host lifetime that does not handle Ctrl-C, so that the process that hosts the server can.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
