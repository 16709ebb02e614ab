namespace CentryPS.Commands.Pipeline;

/// <summary>
/// The time in which <c>Receive-CentryNotification</c> passes one notification down the pipeline. The commands after it run on the same
/// thread, before its <c>WriteObject</c> returns: they finish their calls within the scope, and say whether one failed.
/// </summary>
internal sealed class DeliveryScope : IDisposable
{
    [ThreadStatic]
    private static DeliveryScope? _current;

    private readonly DeliveryScope? _outer = _current;

    public DeliveryScope() => _current = this;

    /// <summary>The scope of this thread; null if no notification is being passed down.</summary>
    public static DeliveryScope? Current => _current;

    /// <summary>Whether a command failed in a way that may pass: then the notification is delivered again.</summary>
    public bool HasFailed { get; set; }

    public void Dispose() => _current = _outer;
}
