namespace CentryPS.Http;

/// <summary>Writes and reads the query of a URI.</summary>
internal static class QueryText
{
    // RFC 9110, 4.1: the length that every server should support.
    private const int MaxUri = 8000;

    /// <summary>Returns <c>?name=value&amp;flag</c>, escaped; a null value makes a flag. Empty for no pairs.</summary>
    /// <exception cref="CentryException">It is too long for a URI.</exception>
    public static string Of(IEnumerable<KeyValuePair<string, string?>> pairs)
    {
        var text = string.Join("&", pairs.Select(pair => pair.Value is null
            ? Escape(pair.Key)
            : $"{Escape(pair.Key)}={Escape(pair.Value)}"));
        return text.Length == 0 ? text : '?' + text;
    }

    /// <summary>Returns the value of a name; null for none or several, which OAuth forbids (RFC 6749, 3.1).</summary>
    public static string? Read(string query, string name)
    {
        var pairs = query.TrimStart('?').Split('&').Select(pair => pair.Split(['='], 2));
        string[][] found = [.. pairs.Where(pair => pair[0] == name)];
        return found.Length != 1 ? null
            : found[0].Length == 1 ? string.Empty
            : Uri.UnescapeDataString(found[0][1].Replace('+', ' '));
    }

    /// <summary>Escapes text for a path or a query.</summary>
    /// <exception cref="CentryException">It is too long for a URI.</exception>
    public static string Escape(string text) => Uri.EscapeDataString(Checked(text));

    /// <summary>Returns the text unchanged, if it is not too long for a URI.</summary>
    /// <exception cref="CentryException">It is too long.</exception>
    public static string Checked(string text) => text.Length <= MaxUri
        ? text
        : throw CentryException.Invalid(Messages.UriTooLong, MaxUri);
}
