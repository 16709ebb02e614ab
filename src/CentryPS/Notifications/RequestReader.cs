using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CentryPS.Notifications;

/// <summary>
/// Reads HTTP/1.1 requests from a connection. It is strict where RFC 9112 allows leniency, because a proxy in front may
/// parse the same bytes differently: lines end with CR LF, and contain no control characters except tabs.
/// </summary>
internal sealed class RequestReader(Stream stream)
{
    /// <summary>The largest body, in bytes. Centry sends a few hundred.</summary>
    public const int MaximumBody = 64 * 1024;

    private const int MaximumHeadLength = 32 * 1024;
    private const int MaximumDrain = 16 * 1024 * 1024;
    private const HttpStatusCode HeadersTooLarge = (HttpStatusCode)431; // RFC 6585, section 5
    private const byte TlsHandshake = 22; // RFC 8446, section 5.1

    private static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1"); // keeps every byte

    // Extensions are ignored: RFC 9112, section 7.1.1. Fifteen digits fit in a long.
    private static readonly Regex ChunkSize =
        new(@"^[0-9a-f]{1,15}(?=[ \t]*;|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private int _length; // of the headers so far, or of the chunk extensions and trailers

    /// <summary>Waits for a request. Returns false if the connection ends instead.</summary>
    public async Task<bool> WaitAsync()
    {
        do
        {
            while (_end - _start > 1 && _buffer[_start] == '\r' && _buffer[_start + 1] == '\n')
            {
                _start += 2; // an empty line before a request is ignored: RFC 9112, section 2.2
            }
        }
        while ((_start == _end || (_end - _start == 1 && _buffer[_start] == '\r'))
            && await FillAsync().ConfigureAwait(false));

        return _start < _end;
    }

    /// <exception cref="RequestException">The head is not HTTP, or is too long.</exception>
    public async Task<RequestHead> ReadHeadAsync()
    {
        if (_buffer[_start] == TlsHandshake)
        {
            throw new RequestException(HttpStatusCode.BadRequest, Messages.RequestTls);
        }

        var line = await ReadLineAsync(HttpStatusCode.RequestUriTooLong, Messages.RequestTargetTooLong)
            .ConfigureAwait(false);
        var head = new RequestHead(line);
        _length = 0;
        while (await ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } header)
        {
            Count(header.Length);
            head.Add(header);
        }

        head.Validate();
        return head;
    }

    /// <exception cref="RequestException">The body is not HTTP, or is too large.</exception>
    public async Task<byte[]> ReadBodyAsync(RequestHead head)
    {
        using var body = new MemoryStream();
        _length = 0;
        await CopyAsync(body, head.ContentLength).ConfigureAwait(false);
        while (head.IsChunked && await ReadChunkSizeAsync().ConfigureAwait(false) is > 0 and var size)
        {
            await CopyAsync(body, size).ConfigureAwait(false);
            if ((await ReadLineAsync().ConfigureAwait(false)).Length > 0)
            {
                throw RequestException.NotHttp();
            }
        }

        while (head.IsChunked && await ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line)
        {
            Count(line.Length);
            RequestHead.ParseField(line); // trailers are ignored, but must be valid
        }

        return body.ToArray();
    }

    /// <summary>Reads and discards the rest of a refused request, so that its client receives the response.</summary>
    public async Task DrainAsync()
    {
        var drained = 0;
        do
        {
            drained += _end - _start;
            _start = _end;
        }
        while (drained < MaximumDrain && await FillAsync().ConfigureAwait(false));
    }

    private async Task<long> ReadChunkSizeAsync()
    {
        var line = await ReadLineAsync().ConfigureAwait(false);
        var size = ChunkSize.Match(line);
        Count(line.Length - size.Length);
        return size.Success ? long.Parse(size.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : throw RequestException.NotHttp();
    }

    private async Task CopyAsync(MemoryStream body, long length)
    {
        if (length > MaximumBody - body.Length)
        {
            throw RequestException.TooLarge();
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

    private async Task<string> ReadLineAsync(HttpStatusCode status = HeadersTooLarge, string? problem = null)
    {
        int at;
        for (var seen = 0; (at = Array.IndexOf(_buffer, (byte)'\n', _start + seen, _end - _start - seen)) < 0;)
        {
            seen = _end - _start;
            if (seen == _buffer.Length)
            {
                throw new RequestException(status, problem ?? Messages.RequestHeadTooLarge);
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }
        }

        var line = Latin1.GetString(_buffer, _start, Math.Max(at - _start - 1, 0));
        var isValid = at > _start && _buffer[at - 1] == '\r'
            && line.All(character => !char.IsControl(character) || character is '\t' or >= '\u0080');
        _start = at + 1;
        return isValid ? line : throw RequestException.NotHttp();
    }

    private void Count(int length)
    {
        if ((_length += length) > MaximumHeadLength)
        {
            throw new RequestException(HeadersTooLarge, Messages.RequestHeadTooLarge);
        }
    }

    private async Task<bool> FillAsync()
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        var read = await stream.ReadIntoAsync(_buffer, _end, CancellationToken.None).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }
}
