namespace CentryPS.Http;

/// <summary>An attempt that brought no whole answer.</summary>
internal sealed class AttemptException(AttemptFailure failure, Exception? innerException = null)
    : Exception(innerException?.Message ?? failure.ToString(), innerException)
{
    public AttemptFailure Failure => failure;

    /// <summary>What was received of the body, where any of it can be shown.</summary>
    public string? ResponseBody { get; init; }
}
