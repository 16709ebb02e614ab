using System.Net;

namespace CentryPS;

/// <summary>A call to Centry that failed, with what is known of it. Nothing in it holds a token or another secret.</summary>
public sealed class CentryException : Exception
{
    /// <summary>Creates the exception with its code and a message for a person.</summary>
    public CentryException(CentryErrorCode errorCode, string message, Exception? innerException = null)
        : base(message, innerException) => ErrorCode = errorCode;

    /// <summary>What went wrong; the first part of the error record's FullyQualifiedErrorId.</summary>
    public CentryErrorCode ErrorCode { get; }

    /// <summary>The status of the last answer, if there was one.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The HTTP method, for example <c>PUT</c>.</summary>
    public string? Method { get; init; }

    /// <summary>The whole URI that was called.</summary>
    public Uri? RequestUri { get; init; }

    /// <summary>The body of the last answer as received, but for secrets, which are removed.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>
    /// Where it ended a pipeline of changes: the ids of the inputs that were applied; of more than a thousand the last.
    /// <c>-ResultPath</c> has all.
    /// </summary>
    public IReadOnlyList<string> Applied { get; private set; } = [];

    /// <summary>Where it ended a pipeline of changes: the ids of the inputs that were taken up and not applied.</summary>
    public IReadOnlyList<string> NotApplied { get; private set; } = [];

    /// <summary>Where it ended a pipeline of changes: the ids of the inputs of which nobody knows whether they were applied.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    /// <summary>The error code that the body names, for example <c>invalid_grant</c> (RFC 6749, 5.2).</summary>
    internal string? ServerError { get; init; }

    /// <summary>What to do next, where that is not what its code says.</summary>
    internal string? Advice { get; init; }

    /// <summary>Whether later calls of the session have no better chance, so that a pipeline should end.</summary>
    internal bool IsFinal { get; init; }

    /// <summary>Whether it is final because the session does not retry any more.</summary>
    internal bool IsOutOfRetries { get; init; }

    /// <summary>Whether a write may have been applied, whatever <see cref="ErrorCode"/> says of the last answer.</summary>
    internal bool IsInDoubt { get; init; }

    /// <summary>Whether the write was applied, and what failed came after it.</summary>
    internal bool IsApplied { get; private init; }

    /// <summary>Whether the server may still be at work on the request.</summary>
    internal bool IsPending { get; init; }

    /// <summary>Whether it is about the encoding in which a file was read, and so about all its rows.</summary>
    internal bool IsOfEncoding { get; init; }

    /// <summary>The object as Centry gave it, where its answer denies the change; else null.</summary>
    internal object? Answer { get; init; }

    /// <summary>What this module refuses before anything is sent.</summary>
    /// <param name="message">A message of the module.</param>
    /// <param name="values">What fills its placeholders.</param>
    internal static CentryException Invalid(string message, params object?[] values) =>
        new(CentryErrorCode.InvalidRequest, message.With(values));

    /// <summary>As <see cref="Invalid"/>, where no other input of the pipeline can fare better.</summary>
    internal static CentryException InvalidForAll(string message) => new(CentryErrorCode.InvalidRequest, message) { IsFinal = true };

    /// <summary>What failed after a write was applied, so that the pipeline ends.</summary>
    /// <param name="message">A message that says both.</param>
    /// <param name="answer">The object as Centry returned it.</param>
    internal static CentryException AppliedThen(string message, object? answer) =>
        new(CentryErrorCode.InvalidRequest, message) { IsFinal = true, IsApplied = true, Answer = answer };

    /// <summary>What was applied in part, since the rest is not as it was expected.</summary>
    /// <param name="message">A message that says both.</param>
    /// <param name="answer">The object as Centry returned it.</param>
    internal static CentryException AppliedInPart(string message, object? answer) =>
        new(CentryErrorCode.Conflict, message) { IsApplied = true, Answer = answer };

    /// <summary>The same failure under another code or with another message.</summary>
    internal CentryException As(CentryErrorCode errorCode, string message) => Copy(errorCode, message, this);

    /// <summary>Returns the same failure as another instance, for another thread.</summary>
    internal CentryException Copy() => Copy(ErrorCode, Message, InnerException);

    /// <summary>The same failure with another advice.</summary>
    internal CentryException Advising(string advice) => Copy(ErrorCode, Message, this, advice);

    /// <summary>The same failure, which ends the pipeline because of another one.</summary>
    internal CentryException Final(string message) => Copy(ErrorCode, message, InnerException, isFinal: true);

    /// <summary>The same failure as the one that ended a pipeline, with what became of its inputs.</summary>
    internal CentryException Ending(string message, IReadOnlyList<string> applied, IReadOnlyList<string> notApplied, IReadOnlyList<string> unknown)
    {
        var ending = Copy(ErrorCode, message, InnerException);
        (ending.Applied, ending.NotApplied, ending.Unknown) = (applied, notApplied, unknown);
        return ending;
    }

    private CentryException Copy(CentryErrorCode errorCode, string message, Exception? inner, string? advice = null, bool isFinal = false) => new(errorCode, message, inner)
    {
        StatusCode = StatusCode,
        Method = Method,
        RequestUri = RequestUri,
        ResponseBody = ResponseBody,
        ServerError = ServerError,
        Advice = advice ?? Advice,
        IsFinal = IsFinal || isFinal,
        IsOutOfRetries = IsOutOfRetries,
        IsInDoubt = IsInDoubt,
        IsApplied = IsApplied,
        IsPending = IsPending,
        IsOfEncoding = IsOfEncoding,
        Answer = Answer,
    };
}
