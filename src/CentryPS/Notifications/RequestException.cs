using System.Net;

namespace CentryPS.Notifications;

/// <summary>A request that the listener refuses; the message is the reason, as a part of a sentence.</summary>
internal sealed class RequestException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status => status;

    public static RequestException TooLarge(int maximum) =>
        new(HttpStatusCode.RequestEntityTooLarge, Messages.RequestTooLarge.With(maximum));

    /// <summary>The request is not HTTP, or is ambiguous.</summary>
    public static RequestException NotHttp() => new(HttpStatusCode.BadRequest, Messages.RequestNotHttp);
}
