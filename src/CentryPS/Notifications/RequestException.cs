using System.Net;

namespace CentryPS.Notifications;

/// <summary>A request that cannot be served as it was sent.</summary>
/// <param name="status">What is answered.</param>
/// <param name="message">Why, as a part of a sentence.</param>
internal sealed class RequestException(HttpStatusCode status, string message) : Exception(message)
{
    /// <summary>What is answered.</summary>
    public HttpStatusCode Status => status;

    /// <summary>One whose body has more bytes than are taken.</summary>
    /// <param name="largest">How many are.</param>
    public static RequestException TooLarge(int largest) => new(HttpStatusCode.RequestEntityTooLarge, Messages.RequestTooLarge.With(largest));

    /// <summary>One that is not HTTP, or could be understood in two ways.</summary>
    public static RequestException NotHttp() => new(HttpStatusCode.BadRequest, Messages.RequestNotHttp);
}
