namespace CentryPS.Commands.Pipeline;

/// <summary>
/// The scope in which <c>Receive-CentryNotification</c> passes one notification down the pipeline. The later commands
/// run on the same thread before its <c>WriteObject</c> returns: they finish their calls within the scope, and report
/// failures to it.
/// </summary>
internal sealed class DeliveryScope : IDisposable
{
    [ThreadStatic]
    private static DeliveryScope? _current;

    private readonly DeliveryScope? _outer = _current;

    public DeliveryScope() => _current = this;

    /// <summary>The scope of this thread; null if no notification is being passed down.</summary>
    public static DeliveryScope? Current => _current;

    /// <summary>Whether a command failed with a temporary error, so that the notification is delivered again.</summary>
    public bool HasFailed { get; set; }

    public void Dispose() => _current = _outer;
}
