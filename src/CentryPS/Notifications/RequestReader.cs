using System.Globalization;
using System.Net;
using System.Text;

namespace CentryPS.Notifications;

/// <summary>Reads requests of HTTP/1.1 from a connection: RFC 9112, and strictly, since proxies stand before it.</summary>
/// <param name="stream">The connection.</param>
internal sealed class RequestReader(Stream stream)
{
    private const int LargestHead = 32 * 1024;
    private const byte TlsHandshake = 22; // RFC 8446, section 5.1

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Waits until a request begins; false where the connection ends instead.</summary>
    public async Task<bool> WaitAsync()
    {
        do
        {
            while (_start < _end && _buffer[_start] is (byte)'\r' or (byte)'\n')
            {
                _start++; // empty lines before a request are none of it: RFC 9112, section 2.2
            }
        }
        while (_start == _end && await FillAsync().ConfigureAwait(false));

        return _start < _end;
    }

    /// <summary>Reads what stands before a body.</summary>
    /// <exception cref="RequestException">It is not HTTP, or too long.</exception>
    public async Task<RequestHead> ReadHeadAsync()
    {
        if (_buffer[_start] == TlsHandshake)
        {
            throw new RequestException(HttpStatusCode.BadRequest, Messages.RequestTls);
        }

        var head = new RequestHead(await ReadLineAsync().ConfigureAwait(false));
        for (var length = 0; await ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line;)
        {
            length += line.Length;
            head.Add(length <= LargestHead ? line : throw HeadTooLarge());
        }

        return head.Checked();
    }

    /// <summary>Reads a body.</summary>
    /// <param name="head">What stood before it.</param>
    /// <param name="largest">How many bytes it may have.</param>
    /// <exception cref="RequestException">It is not HTTP, or too large.</exception>
    public async Task<byte[]> ReadBodyAsync(RequestHead head, int largest)
    {
        using var body = new MemoryStream();
        await CopyAsync(body, head.ContentLength, largest).ConfigureAwait(false);
        while (head.IsChunked && await ReadChunkSizeAsync().ConfigureAwait(false) is > 0 and var size)
        {
            await CopyAsync(body, size, largest).ConfigureAwait(false);
            if ((await ReadLineAsync().ConfigureAwait(false)).Length > 0)
            {
                throw RequestException.NotHttp();
            }
        }

        while (head.IsChunked && (await ReadLineAsync().ConfigureAwait(false)).Length > 0)
        {
            // A trailer says nothing that is needed.
        }

        return body.ToArray();
    }

    /// <summary>Reads what else is sent, to forget it.</summary>
    /// <param name="limit">How much at most, in bytes.</param>
    public async Task DrainAsync(long limit)
    {
        do
        {
            limit -= _end - _start;
            _start = _end;
        }
        while (limit > 0 && await FillAsync().ConfigureAwait(false));
    }

    private async Task<long> ReadChunkSizeAsync()
    {
        var size = (await ReadLineAsync().ConfigureAwait(false)).Split(';')[0].Trim();
        return size.Length is > 0 and <= 8 && long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw RequestException.NotHttp();
    }

    private async Task CopyAsync(MemoryStream body, long length, int largest)
    {
        if (body.Length + length > largest)
        {
            throw RequestException.TooLarge(largest);
        }

        while (length > 0)
        {
            if (_start == _end && !await FillAsync().ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }

            var count = (int)Math.Min(length, _end - _start);
            body.Write(_buffer, _start, count);
            _start += count;
            length -= count;
        }
    }

    // Without its end.
    private async Task<string> ReadLineAsync()
    {
        int at;
        for (var seen = 0; (at = Array.IndexOf(_buffer, (byte)'\n', _start + seen, _end - _start - seen)) < 0;)
        {
            seen = _end - _start;
            if (seen == _buffer.Length)
            {
                throw HeadTooLarge();
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }
        }

        var length = at - _start - (at > _start && _buffer[at - 1] == '\r' ? 1 : 0);
        var line = Encoding.ASCII.GetString(_buffer, _start, length);
        _start = at + 1;
        return line;
    }

    private async Task<bool> FillAsync()
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        var read = await stream.ReadIntoAsync(_buffer, _end, CancellationToken.None).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private static RequestException HeadTooLarge() => new((HttpStatusCode)431, Messages.RequestHeadTooLarge); // RFC 6585, section 5
}
