using System.Net;

namespace CentryPS;

/// <summary>A failed call to Centry with its details. It contains no token or other secret.</summary>
public sealed class CentryException : Exception
{
    /// <summary>Creates an exception with an error code and a message for users.</summary>
    public CentryException(CentryErrorCode errorCode, string message, Exception? innerException = null)
        : base(message, innerException) => ErrorCode = errorCode;

    /// <summary>Creates an exception with advice that differs from that of its error code.</summary>
    internal CentryException(CentryErrorCode errorCode, string message, string? advice, Exception? inner = null)
        : this(errorCode, message, inner) => Advice = advice;

    private CentryException(
        CentryException other, CentryErrorCode errorCode, string message, Exception? innerException)
        : this(errorCode, message, innerException)
    {
        StatusCode = other.StatusCode;
        Method = other.Method;
        RequestUri = other.RequestUri;
        ResponseBody = other.ResponseBody;
        ServerError = other.ServerError;
        Advice = other.Advice;
        IsFinal = other.IsFinal;
        IsOutOfRetries = other.IsOutOfRetries;
        IsInDoubt = other.IsInDoubt;
        IsApplied = other.IsApplied;
        IsPending = other.IsPending;
        IsFileError = other.IsFileError;
        Answer = other.Answer;
    }

    /// <summary>The kind of error: the first part of the error record's FullyQualifiedErrorId.</summary>
    public CentryErrorCode ErrorCode { get; }

    /// <summary>The status code of the last response, if there was one.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The HTTP method, such as <c>PUT</c>.</summary>
    public string? Method { get; init; }

    /// <summary>The complete URI of the call.</summary>
    public Uri? RequestUri { get; init; }

    /// <summary>The body of the last response as received, without secrets.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>
    /// If the exception ended a pipeline of changes, the ids of the inputs that were applied, at most the last
    /// thousand. <c>-ResultPath</c> records all.
    /// </summary>
    public IReadOnlyList<string> Applied { get; private init; } = [];

    /// <summary>If the exception ended a pipeline of changes, the ids of inputs started and not applied.</summary>
    public IReadOnlyList<string> NotApplied { get; private init; } = [];

    /// <summary>If the exception ended a pipeline of changes, the ids of the inputs whose outcome is unknown.</summary>
    public IReadOnlyList<string> Unknown { get; private init; } = [];

    /// <summary>The error code in the response body, such as <c>invalid_grant</c> (RFC 6749, 5.2).</summary>
    internal string? ServerError { get; init; }

    /// <summary>The advice for users, if it differs from that of the error code.</summary>
    internal string? Advice { get; init; }

    /// <summary>True if later calls of the session would fail too, so that a pipeline should end.</summary>
    internal bool IsFinal { get; init; }

    /// <summary>True if the exception is final because the session has used up its retries.</summary>
    internal bool IsOutOfRetries { get; init; }

    /// <summary>True if a write may have been applied, regardless of <see cref="ErrorCode"/>.</summary>
    internal bool IsInDoubt { get; init; }

    /// <summary>True if the write was applied, at least in part, and a later step failed.</summary>
    internal bool IsApplied { get; init; }

    /// <summary>True if the server may still be processing the request.</summary>
    internal bool IsPending { get; init; }

    /// <summary>True if the encoding or the columns of the file are wrong, which affects all its rows.</summary>
    internal bool IsFileError { get; init; }

    /// <summary>The object in a response that contradicts the change; otherwise null.</summary>
    internal object? Answer { get; init; }

    /// <summary>Creates an error for input that this module refuses to send, from a message template.</summary>
    internal static CentryException Invalid(string message, params object?[] values) =>
        new(CentryErrorCode.InvalidRequest, message.With(values));

    /// <summary>Creates an error like <see cref="Invalid"/> that applies to all inputs of the pipeline.</summary>
    internal static CentryException InvalidForAll(string message) =>
        new(CentryErrorCode.InvalidRequest, message) { IsFinal = true };

    /// <summary>Creates an error for a failure after an applied write, which ends the pipeline.</summary>
    internal static CentryException AppliedThen(string message, object? answer) =>
        new(CentryErrorCode.InvalidRequest, message) { IsFinal = true, IsApplied = true, Answer = answer };

    /// <summary>Copies the exception with another error code and message.</summary>
    internal CentryException As(CentryErrorCode errorCode, string message) => new(this, errorCode, message, this);

    /// <summary>Copies the exception for another thread.</summary>
    internal CentryException Copy() => new(this, ErrorCode, Message, InnerException);

    /// <summary>Copies the exception with other advice.</summary>
    internal CentryException Advising(string advice) => new(this, ErrorCode, Message, this) { Advice = advice };

    /// <summary>Copies the exception as one that ends the pipeline.</summary>
    internal CentryException Final(string message) =>
        new(this, ErrorCode, message, InnerException) { IsFinal = true };

    /// <summary>Copies the exception with the outcomes of the pipeline that it ended.</summary>
    internal CentryException Ending(
        string message,
        IReadOnlyList<string> applied,
        IReadOnlyList<string> notApplied,
        IReadOnlyList<string> unknown) => new(this, ErrorCode, message, InnerException)
        {
            Applied = applied,
            NotApplied = notApplied,
            Unknown = unknown,
        };
}
