namespace CentryPS.Http;

/// <summary>Names and values as the query of a URI.</summary>
internal static class QueryText
{
    // RFC 9110, 4.1: what every server is to support at least.
    private const int LongestUri = 8000;

    /// <summary><c>?name=value&amp;flag</c>, escaped; a null value is a flag; empty for no pair.</summary>
    /// <exception cref="CentryException">It is longer than a URI may be.</exception>
    public static string Of(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        var text = string.Join("&", pairs.Select(pair => pair.Value is null
            ? Escape(pair.Key)
            : $"{Escape(pair.Key)}={Escape(pair.Value)}"));
        return text.Length == 0 ? text : '?' + text;
    }

    /// <summary>The value of a name in a query; null for none, and for several, which OAuth forbids (RFC 6749, 3.1).</summary>
    public static string? Read(string query, string name)
    {
        string[] values = [.. query.TrimStart('?').Split('&').Select(pair => pair.Split(['='], 2)).Where(pair => pair[0] == name).Select(pair => pair.Length == 1 ? string.Empty : pair[1])];
        return values.Length == 1 ? Uri.UnescapeDataString(values[0].Replace('+', ' ')) : null;
    }

    /// <summary>Text as a part of a path or a query.</summary>
    /// <exception cref="CentryException">It is longer than a URI may be.</exception>
    public static string Escape(string text) => Uri.EscapeDataString(Checked(text));

    /// <summary>The same text, if it is no longer than a URI may be.</summary>
    /// <exception cref="CentryException">It is longer.</exception>
    public static string Checked(string text) => text.Length <= LongestUri
        ? text
        : throw CentryException.Invalid(Messages.UriTooLong, LongestUri);
}
