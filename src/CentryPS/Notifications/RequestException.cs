using System.Net;

namespace CentryPS.Notifications;

/// <summary>The error of a request that the listener refuses. Its message is a part of a sentence.</summary>
internal sealed class RequestException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status => status;

    public static RequestException TooLarge() =>
        new(HttpStatusCode.RequestEntityTooLarge, Messages.RequestTooLarge.With(RequestReader.MaximumBody));

    /// <summary>The request is not HTTP, or is ambiguous.</summary>
    public static RequestException NotHttp() => new(HttpStatusCode.BadRequest, Messages.RequestNotHttp);
}
