using System.Buffers;
using System.Text;

namespace CentryPS.Http;

/// <summary>The body of a response in a pooled buffer of at most <see cref="MaximumLength"/> bytes.</summary>
internal sealed class ResponseBody : IDisposable
{
    /// <summary>Far above the largest page, and far below the output of a decompression bomb.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    private const int FirstLength = 16 * 1024;

    private byte[] _buffer;
    private int _length;

    private ResponseBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    /// <summary>Reads the body of a response.</summary>
    /// <exception cref="AttemptException">The body is longer than <see cref="MaximumLength"/>.</exception>
    public static async Task<ResponseBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var announced = content.Headers.ContentLength ?? 0;
        var body = new ResponseBody((int)Math.Min(Math.Max(announced + 1, FirstLength), MaximumLength));
        try
        {
            await body.FillAsync(content, cancellationToken).ConfigureAwait(false);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Returns at most the first <paramref name="most"/> bytes of the body as text.</summary>
    public string Text(int most) => Encoding.UTF8.GetString(_buffer, 0, Math.Min(_length, most));

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
        if (_length >= MaximumLength)
        {
            throw new AttemptException(AttemptFailure.TooLarge);
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_length * 2, MaximumLength));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
