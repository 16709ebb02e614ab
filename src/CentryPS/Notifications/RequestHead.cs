using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace CentryPS.Notifications;

/// <summary>
/// The request line and the headers of a request. Nothing is decoded or normalized: paths are compared as sent.
/// </summary>
internal sealed class RequestHead
{
    private const string Token = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"; // RFC 9110, section 5.6.2

    // RFC 3986, section 3.2.2. Without userinfo: RFC 9110, section 4.2.4.
    private const string Authority = @"(\[([0-9a-f:.]+|v[0-9a-f]+\.[!$&'()*+,;=:a-z0-9._~-]+)\]"
        + "|([!$&'()*+,;=a-z0-9._~-]|%[0-9a-f]{2})*)(:[0-9]*)?";

    private const RegexOptions AuthorityOptions =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex RequestLine =
        new($@"^({Token}) ([!""$-~]+) HTTP/([0-9])\.([0-9])\z", RegexOptions.CultureInvariant);

    // A server must accept this form, and http requires a host: RFC 9112, section 3.2.2; RFC 9110, section 4.2.1.
    private static readonly Regex AbsoluteForm =
        new($@"^https?://(?![:/?]|\z){Authority}(?<path>/[^?]*)?(\?|\z)", AuthorityOptions);

    private static readonly Regex FieldName = new($@"^{Token}\z", RegexOptions.CultureInvariant);

    // Two Host headers, joined as a list, are not valid.
    private static readonly Regex HostValue = new($@"^{Authority}\z", AuthorityOptions);

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isHttp10;

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
        Path = PathOf(Method, Target);
    }

    public string Method { get; }

    public string Target { get; }

    public string Path { get; }

    public bool IsKeptAlive => !_isHttp10 && !List("Connection").Any(option => AreSame(option, "close"));

    public bool IsChunked => Header("Transfer-Encoding") is not null;

    /// <summary>True if the client waits for 100, which HTTP/1.0 does not have: RFC 9110, section 10.1.1.</summary>
    public bool Expects100 => !_isHttp10 && List("Expect").Length > 0;

    /// <summary>The length of a body that is not chunked; <see cref="long.MaxValue"/> if a long is too small.</summary>
    public long ContentLength => Header("Content-Length") is not { } digits ? 0
        : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
        : long.MaxValue;

    /// <summary>Adds a header. Repeated headers are joined as a list: RFC 9110, section 5.3.</summary>
    public void Add(string line)
    {
        var (name, value) = ParseField(line);
        _headers[name] = _headers.TryGetValue(name, out var previous) ? $"{previous}, {value}" : value;
    }

    /// <summary>
    /// Parses a header or a trailer. Folded lines and spaces before the colon are refused: RFC 9112, section 5.
    /// </summary>
    public static (string Name, string Value) ParseField(string line)
    {
        var name = line.Substring(0, Math.Max(line.IndexOf(':'), 0));
        return FieldName.IsMatch(name) ? (name, line.Substring(name.Length + 1).Trim(' ', '\t'))
            : throw RequestException.NotHttp();
    }

    /// <summary>Checks the headers, once all have been added.</summary>
    /// <exception cref="RequestException">The headers are invalid or ambiguous.</exception>
    public void Validate()
    {
        if (Header("Host") is { } host ? !HostValue.IsMatch(host) : !_isHttp10)
        {
            throw new RequestException(HttpStatusCode.BadRequest, Messages.RequestHost);
        }

        ValidateFraming(Header("Content-Length"), List("Transfer-Encoding"));
        if (Expects100 && !List("Expect").All(item => AreSame(item, "100-continue")))
        {
            var expected = TerminalText.Show(Header("Expect")!);
            throw new RequestException(HttpStatusCode.ExpectationFailed, Messages.RequestExpects.With(expected));
        }
    }

    // RFC 9112, section 3.2.
    private static string PathOf(string method, string target)
    {
        if (target[0] == '/')
        {
            return target.Split('?')[0];
        }

        if (AbsoluteForm.Match(target) is { Success: true } match)
        {
            return match.Groups["path"].Value is { Length: > 0 } path ? path : "/";
        }

        return method == "CONNECT" || (method == "OPTIONS" && target == "*") ? target
            : throw RequestException.NotHttp();
    }

    // RFC 9112, sections 6.1 to 6.3.
    private void ValidateFraming(string? length, string[] codings)
    {
        var isLengthValid = length is null || (length.Length > 0 && length.All(digit => digit is >= '0' and <= '9'));
        var isCodingValid = !IsChunked || (!_isHttp10 && length is null
            && AreSame(codings.LastOrDefault(), "chunked") && codings.Count(coding => AreSame(coding, "chunked")) == 1);
        if (!isLengthValid || !isCodingValid)
        {
            throw RequestException.NotHttp();
        }

        if (codings.Length > 1)
        {
            var encoding = TerminalText.Show(Header("Transfer-Encoding")!);
            throw new RequestException(HttpStatusCode.NotImplemented, Messages.RequestCoding.With(encoding));
        }
    }

    // Empty elements are ignored: RFC 9110, section 5.6.1.2.
    private string[] List(string name)
    {
        var items = (Header(name) ?? string.Empty).Split(',').Select(item => item.Trim(' ', '\t'));
        return [.. items.Where(item => item.Length > 0)];
    }

    private static bool AreSame(string? left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private string? Header(string name) => _headers.TryGetValue(name, out var value) ? value : null;
}
