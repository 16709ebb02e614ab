namespace CentryPS.Sandbox.Server.Http;

/// <summary>A host that leaves Ctrl-C to the process around it; the default one would swallow it.</summary>
internal sealed class LoneLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
