using System.Globalization;
using System.Text;

namespace CentryPS.Notifications;

/// <summary>Reads requests of HTTP/1.1 from a connection: RFC 9112, and strictly, since proxies stand before it.</summary>
/// <param name="stream">The connection.</param>
internal sealed class RequestReader(Stream stream)
{
    private const int LargestHead = 32 * 1024;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Waits until the first byte of a request has come; false where the connection ends instead.</summary>
    public async Task<bool> WaitAsync() => _start < _end || await FillAsync().ConfigureAwait(false);

    /// <summary>Reads what stands before a body.</summary>
    /// <exception cref="InvalidDataException">It is not HTTP.</exception>
    public async Task<RequestHead> ReadHeadAsync()
    {
        var head = new RequestHead(await ReadLineAsync().ConfigureAwait(false));
        for (var length = 0; await ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line;)
        {
            length += line.Length;
            head.Add(length <= LargestHead ? line : throw new InvalidDataException());
        }

        return head.Checked();
    }

    /// <summary>Reads a body.</summary>
    /// <param name="head">What stood before it.</param>
    /// <param name="keep">How many bytes are wanted.</param>
    /// <param name="limit">How many more are read, so that the answer can be heard by who sends too much.</param>
    /// <returns>The bytes that are wanted, and how many there were; the latter is over the limit where the rest was left.</returns>
    /// <exception cref="InvalidDataException">It is not HTTP.</exception>
    public async Task<(byte[] Body, long Length)> ReadBodyAsync(RequestHead head, int keep, long limit)
    {
        using var body = new MemoryStream();
        if (!head.IsChunked)
        {
            await CopyAsync(body, Math.Min(head.ContentLength, limit + 1), keep).ConfigureAwait(false);
            return (body.ToArray(), head.ContentLength);
        }

        long total = 0;
        while (total <= limit && await ReadChunkSizeAsync().ConfigureAwait(false) is > 0 and var size)
        {
            total += size;
            await CopyAsync(body, Math.Min(size, limit + 1), keep).ConfigureAwait(false);
            if (total <= limit && (await ReadLineAsync().ConfigureAwait(false)).Length > 0)
            {
                throw new InvalidDataException();
            }
        }

        while (total <= limit && (await ReadLineAsync().ConfigureAwait(false)).Length > 0)
        {
            // A trailer says nothing that is needed.
        }

        return (body.ToArray(), total);
    }

    private async Task<long> ReadChunkSizeAsync()
    {
        var size = (await ReadLineAsync().ConfigureAwait(false)).Split(';')[0].Trim();
        return size.Length is > 0 and <= 8 && long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidDataException();
    }

    private async Task CopyAsync(MemoryStream body, long length, int keep)
    {
        while (length > 0)
        {
            if (_start == _end && !await FillAsync().ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }

            var count = (int)Math.Min(length, _end - _start);
            body.Write(_buffer, _start, (int)Math.Max(0, Math.Min(count, keep - body.Length)));
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
                throw new InvalidDataException();
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
}
