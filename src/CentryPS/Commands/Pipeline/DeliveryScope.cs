namespace CentryPS.Commands.Pipeline;

/// <summary>
/// The scope in which <c>Receive-CentryNotification</c> passes one notification down the pipeline. The later commands
/// run on the same thread before its <c>WriteObject</c> returns: they finish their calls within the scope, and report
/// failures to it.
/// </summary>
internal sealed class DeliveryScope : IDisposable
{
    private readonly DeliveryScope? _outer = Current;

    public DeliveryScope() => Current = this;

    /// <summary>The scope of this thread; null if no notification is being passed down.</summary>
    [field: ThreadStatic]
    public static DeliveryScope? Current { get; private set; }

    /// <summary>True if a command failed with a transient error, so that the notification is delivered again.</summary>
    public bool HasFailed { get; set; }

    public void Dispose() => Current = _outer;
}
