using System.Globalization;
using System.Net;

namespace CentryPS.Notifications;

/// <summary>What stands before the body of a request: what is asked, and how the body is sent.</summary>
internal sealed class RequestHead
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the first line.</summary>
    /// <exception cref="RequestException">It is not one of HTTP/1.0 or 1.1.</exception>
    public RequestHead(string line)
    {
        if (line.Split(' ') is not [{ Length: > 0 } method, { Length: > 0 } target, "HTTP/1.1" or "HTTP/1.0"] parts)
        {
            throw RequestException.NotHttp();
        }

        (Method, Target, IsKeptAlive) = (method, target, parts[2] == "HTTP/1.1");
    }

    /// <summary>The method.</summary>
    public string Method { get; }

    /// <summary>What is asked for, as it was sent.</summary>
    public string Target { get; }

    /// <summary>The path of <see cref="Target"/>, as it was sent.</summary>
    public string Path
    {
        get
        {
            // A proxy may send the whole URI.
            var path = Target.Contains("://") && Uri.TryCreate(Target, UriKind.Absolute, out var uri) ? uri.AbsolutePath : Target;
            return path.Split('?')[0];
        }
    }

    /// <summary>Whether who asks wants the connection to stay.</summary>
    public bool IsKeptAlive { get; private set; }

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked { get; private set; }

    /// <summary>Whether who asks waits for a word before the body is sent.</summary>
    public bool Expects100 { get; private set; }

    /// <summary>The length of the body in bytes, where it does not come in chunks.</summary>
    public long ContentLength { get; private set; }

    /// <summary>Adds a header.</summary>
    /// <exception cref="RequestException">It is none, or it is there and must be there once.</exception>
    public void Add(string line)
    {
        var colon = line.IndexOf(':');
        var name = colon > 0 ? line.Substring(0, colon) : throw RequestException.NotHttp();
        if (name.Any(char.IsWhiteSpace) || (_headers.ContainsKey(name) && name.ToUpperInvariant() is "CONTENT-LENGTH" or "TRANSFER-ENCODING"))
        {
            throw RequestException.NotHttp();
        }

        _headers[name] = line.Substring(colon + 1).Trim();
    }

    /// <summary>The same, once all headers are there.</summary>
    /// <exception cref="RequestException">It could be understood in two ways.</exception>
    public RequestHead Checked()
    {
        var (encoding, length) = (Header("Transfer-Encoding"), Header("Content-Length"));
        IsChunked = encoding is not null;
        if ((IsChunked && (length is not null || !Same(encoding, "chunked"))) || (length is not null && !IsNumber(length)))
        {
            throw RequestException.NotHttp();
        }

        ContentLength = length is null ? 0 : long.Parse(length, CultureInfo.InvariantCulture);
        Expects100 = Header("Expect") is { } expected && (Same(expected, "100-continue") ? true
            : throw new RequestException(HttpStatusCode.ExpectationFailed, Messages.RequestExpects.With(expected)));
        IsKeptAlive = IsKeptAlive && !Same(Header("Connection"), "close");
        return this;
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= 18 && text.All(character => character is >= '0' and <= '9');

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private string? Header(string name) => _headers.TryGetValue(name, out var value) ? value : null;
}
