using System.Net;
using System.Net.Http.Headers;

namespace CentryPS.Http;

/// <summary>A whole answer: status, headers and the body in a pooled buffer, which <see cref="Dispose"/> gives back.</summary>
internal sealed class CentryResponse(HttpResponseMessage message, ResponseBody body) : IDisposable
{
    public HttpStatusCode Status { get; } = message.StatusCode;

    public bool IsSuccess { get; } = message.IsSuccessStatusCode;

    public HttpResponseHeaders Headers { get; } = message.Headers;

    public MediaTypeHeaderValue? ContentType { get; } = message.Content?.Headers.ContentType;

    public ReadOnlySpan<byte> Body => body.Span;

    /// <inheritdoc cref="ResponseBody.Text"/>
    public string Text(int most) => body.Text(most);

    /// <summary>How long the server asks to wait: <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3).</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) => Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (Headers.Date ?? now),
        _ => null,
    };

    public void Dispose() => body.Dispose();
}
