namespace CentryPS.Sandbox.Server.Http;

/// <summary>Leaves Ctrl-C to the process that hosts the server; the default lifetime would handle it.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
