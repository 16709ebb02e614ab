namespace CentryPS.Http;

/// <summary>An attempt without a complete response.</summary>
internal sealed class AttemptException(AttemptFailure failure, Exception? innerException = null)
    : Exception(innerException?.Message ?? failure.ToString(), innerException)
{
    public AttemptFailure Failure => failure;

    /// <summary>The part of the body that was received; null if there is none to show.</summary>
    public string? ResponseBody { get; init; }
}
