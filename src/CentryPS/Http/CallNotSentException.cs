namespace CentryPS.Http;

/// <summary>A call that was cancelled before it sent anything that could have changed something.</summary>
internal sealed class CallNotSentException(CancellationToken cancellationToken)
    : OperationCanceledException(cancellationToken);
