namespace CentryPS.Http;

/// <summary>A call was cancelled before anything of it was sent that could have changed something.</summary>
internal sealed class CallNotSentException(CancellationToken cancellationToken) : OperationCanceledException(cancellationToken);
