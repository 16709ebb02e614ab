using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CentryPS.Http;

/// <summary>A complete response. Its body is in a pooled buffer, which <see cref="Dispose"/> returns.</summary>
internal sealed class CentryResponse : IDisposable
{
    // Far above the largest page, and far below the output of a decompression bomb.
    private const int MaxLength = 64 * 1024 * 1024;

    private const int InitialLength = 16 * 1024;

    private byte[] _buffer;
    private int _length;

    private CentryResponse(HttpResponseMessage message)
    {
        (Status, Headers, ContentType) = (message.StatusCode, message.Headers, message.Content.Headers.ContentType);
        var announced = message.Content.Headers.ContentLength ?? 0;
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(announced + 1, InitialLength), MaxLength));
    }

    public HttpStatusCode Status { get; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public HttpResponseHeaders Headers { get; }

    public MediaTypeHeaderValue? ContentType { get; }

    public ReadOnlySpan<byte> Body => _buffer.AsSpan(0, _length);

    /// <summary>Reads the body of a response.</summary>
    /// <exception cref="AttemptException">The body is too long.</exception>
    public static async Task<CentryResponse> ReadAsync(HttpResponseMessage message, CancellationToken cancellationToken)
    {
        var response = new CentryResponse(message);
        try
        {
            await response.FillAsync(message.Content, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Returns at most the first <paramref name="maxBytes"/> bytes of the body as text.</summary>
    public string Text(int maxBytes) => Encoding.UTF8.GetString(_buffer, 0, Math.Min(_length, maxBytes));

    /// <summary>Returns the value of the <c>Retry-After</c> header (RFC 9110, 10.2.3); null for none.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) => Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (Headers.Date ?? now),
        _ => null,
    };

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task FillAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.OpenAsync(cancellationToken).ConfigureAwait(false);
        int read;
        while ((read = await stream.ReadIntoAsync(_buffer, _length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            _length += read;
            if (_length == _buffer.Length)
            {
                Grow();
            }
        }
    }

    private void Grow()
    {
        if (_length >= MaxLength)
        {
            throw new AttemptException(AttemptFailure.TooLarge);
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_length * 2, MaxLength));
        Body.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
