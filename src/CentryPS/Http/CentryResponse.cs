using System.Net;
using System.Net.Http.Headers;

namespace CentryPS.Http;

/// <summary>A complete response. Its body is in a pooled buffer, which <see cref="Dispose"/> returns.</summary>
internal sealed class CentryResponse(HttpResponseMessage message, ResponseBody body) : IDisposable
{
    public HttpStatusCode Status { get; } = message.StatusCode;

    public bool IsSuccess { get; } = message.IsSuccessStatusCode;

    public HttpResponseHeaders Headers { get; } = message.Headers;

    public MediaTypeHeaderValue? ContentType { get; } = message.Content?.Headers.ContentType;

    public ReadOnlySpan<byte> Body => body.Span;

    /// <inheritdoc cref="ResponseBody.Text"/>
    public string Text(int most) => body.Text(most);

    /// <summary>Returns the value of the <c>Retry-After</c> header (RFC 9110, 10.2.3); null for none.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) => Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (Headers.Date ?? now),
        _ => null,
    };

    public void Dispose() => body.Dispose();
}
