using System.Text;

namespace CentryPS.Files;

/// <summary>
/// Reads the characters of a UTF-8 file. Refuses other encodings, in which appended text would be unreadable.
/// </summary>
internal sealed class Utf8Reader
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly Decoder _decoder =
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private readonly byte[] _bytes = new byte[64 * 1024];
    private readonly char[] _characters = new char[(64 * 1024) + 1];
    private readonly FileStream _stream;
    private readonly long _end;
    private char? _current;
    private int _next;
    private int _count;

    /// <exception cref="IOException">The file cannot be read or is not UTF-8.</exception>
    public Utf8Reader(FileStream stream)
    {
        _stream = stream;
        _end = EndOfText();
        stream.Position = 0;
        _ = Peek() == ByteOrderMark ? Read() : null;
    }

    /// <summary>The number of bytes of the characters read so far.</summary>
    public long Position { get; private set; }

    /// <summary>The character before the last one that was read.</summary>
    public char? Previous { get; private set; }

    /// <summary>True if bytes are left over: part of a character, or zeros after a power failure.</summary>
    public bool IsTruncated => Position < _stream.Length;

    /// <summary>Reads the next character; null at the end.</summary>
    /// <exception cref="IOException">The file cannot be read or is not UTF-8.</exception>
    public char? Read()
    {
        if (Peek() is not { } character)
        {
            return null;
        }

        _next++;
        (Previous, _current) = (_current, character);
        Position += character < 0x80 ? 1 : character < 0x800 || char.IsSurrogate(character) ? 2 : 3;
        return character == '\0' ? throw OtherEncoding("UTF-16") : character;
    }

    private char? Peek()
    {
        while (_next == _count)
        {
            var length = _stream.Read(_bytes, 0, (int)Math.Min(_bytes.Length, _end - _stream.Position));
            if (length == 0)
            {
                return null;
            }

            (_next, _count) = (0, Decode(length));
        }

        return _characters[_next];
    }

    private int Decode(int length)
    {
        try
        {
            return _decoder.GetChars(_bytes, 0, length, _characters, 0, flush: false);
        }
        catch (DecoderFallbackException)
        {
            var isUtf16 = _stream.Position == length && length > 1
                && (_bytes[0], _bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF);
            throw OtherEncoding(isUtf16 ? "UTF-16" : Messages.AnsiEncoding);
        }
    }

    private long EndOfText()
    {
        var end = _stream.Length;
        for (; end > 0; end--)
        {
            _stream.Position = end - 1;
            if (_stream.ReadByte() != 0)
            {
                break;
            }
        }

        return end;
    }

    private IOException OtherEncoding(string encoding) => new(Messages.NotUtf8.With(_stream.Name, encoding));
}
