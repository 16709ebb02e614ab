using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CentryPS.Notifications;

/// <summary>The request line and the headers of a request: what is asked for, and how the body is sent.</summary>
internal sealed class RequestHead
{
    private const string Token = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"; // RFC 9110, section 5.6.2
    private const int MostDigits = 18; // of a number that a long can hold

    private static readonly Regex RequestLine = new($@"^({Token}) ([!""$-~]+) HTTP/([0-9])\.([0-9])\z", RegexOptions.CultureInvariant);
    private static readonly Regex FieldName = new($@"^{Token}\z", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isHttp10;

    /// <summary>Reads the request line.</summary>
    /// <exception cref="RequestException">It is not one of HTTP/1.</exception>
    public RequestHead(string line)
    {
        var match = RequestLine.Match(line);
        if (!match.Success)
        {
            throw RequestException.NotHttp();
        }

        if (match.Groups[3].Value != "1")
        {
            throw new RequestException(HttpStatusCode.HttpVersionNotSupported, Messages.RequestVersion);
        }

        // A later minor version is served as 1.1: RFC 9110, section 2.5.
        (Method, Target, _isHttp10) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[4].Value == "0");
        Path = RequestTarget.PathOf(Method, Target);
    }

    /// <summary>The method.</summary>
    public string Method { get; }

    /// <summary>The target, as it was sent.</summary>
    public string Target { get; }

    /// <summary>The path of <see cref="Target"/>, as it was sent.</summary>
    public string Path { get; }

    /// <summary>Whether the connection stays open after the answer.</summary>
    public bool IsKeptAlive { get; private set; }

    /// <summary>Whether the body is sent in chunks.</summary>
    public bool IsChunked { get; private set; }

    /// <summary>Whether the client waits for 100 before it sends the body.</summary>
    public bool Expects100 { get; private set; }

    /// <summary>The length of a body that is not chunked, in bytes; <see cref="long.MaxValue"/> for a number beyond it.</summary>
    public long ContentLength { get; private set; }

    /// <summary>Adds a header; one that is there already is joined with it as a list (RFC 9110, section 5.3).</summary>
    /// <exception cref="RequestException">It is not a header.</exception>
    public void Add(string line)
    {
        var (name, value) = ReadField(line);
        _headers[name] = _headers.TryGetValue(name, out var before) ? $"{before}, {value}" : value;
    }

    /// <summary>Reads a header or a trailer. A folded line, and a space before the colon, are refused: RFC 9112, section 5.</summary>
    /// <exception cref="RequestException">It is neither.</exception>
    public static (string Name, string Value) ReadField(string line)
    {
        var name = line.Substring(0, Math.Max(line.IndexOf(':'), 0));
        return FieldName.IsMatch(name) ? (name, line.Substring(name.Length + 1).Trim(' ', '\t')) : throw RequestException.NotHttp();
    }

    /// <summary>The same, once all headers are there.</summary>
    /// <exception cref="RequestException">It is not valid, or two servers could understand it in two ways.</exception>
    public RequestHead Checked()
    {
        if (Header("Host") is { } host ? !RequestTarget.IsHost(host) : !_isHttp10)
        {
            throw new RequestException(HttpStatusCode.BadRequest, Messages.RequestHost);
        }

        ReadFraming(Header("Transfer-Encoding"), Header("Content-Length"));
        IsKeptAlive = !_isHttp10 && !List("Connection").Any(option => Same(option, "close"));
        Expects100 = !_isHttp10 && ReadExpectation(); // in HTTP/1.0 it is to be ignored: RFC 9110, section 10.1.1
        return this;
    }

    // RFC 9112, sections 6.1 to 6.3.
    private void ReadFraming(string? encoding, string? length)
    {
        if (length is not null && (length.Length == 0 || !length.All(character => character is >= '0' and <= '9')))
        {
            throw RequestException.NotHttp();
        }

        var codings = List("Transfer-Encoding");
        IsChunked = encoding is not null;
        if (IsChunked && (_isHttp10 || length is not null || !Same(codings.LastOrDefault(), "chunked") || codings.Count(coding => Same(coding, "chunked")) > 1))
        {
            throw RequestException.NotHttp();
        }

        if (codings.Length > 1)
        {
            throw new RequestException(HttpStatusCode.NotImplemented, Messages.RequestCoding.With(TerminalText.Show(encoding!)));
        }

        var digits = (length ?? string.Empty).TrimStart('0');
        ContentLength = digits.Length == 0 ? 0 : digits.Length > MostDigits ? long.MaxValue : long.Parse(digits, CultureInfo.InvariantCulture);
    }

    private bool ReadExpectation()
    {
        var expected = List("Expect");
        return expected.All(item => Same(item, "100-continue")) ? expected.Length > 0
            : throw new RequestException(HttpStatusCode.ExpectationFailed, Messages.RequestExpects.With(TerminalText.Show(Header("Expect")!)));
    }

    // Empty elements are ignored: RFC 9110, section 5.6.1.2.
    private string[] List(string name) => [.. (Header(name) ?? string.Empty).Split(',').Select(item => item.Trim(' ', '\t')).Where(item => item.Length > 0)];

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private string? Header(string name) => _headers.TryGetValue(name, out var value) ? value : null;
}
