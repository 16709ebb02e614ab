namespace CentryPS;

/// <summary>Comparisons that take as long whatever differs, so that nobody finds a secret one letter by letter.</summary>
internal static class FixedTime
{
    /// <summary>Whether a text begins with another one.</summary>
    public static bool StartsWith(string text, string start)
    {
        var difference = 0;
        for (var i = 0; i < start.Length; i++)
        {
            difference |= start[i] ^ (i < text.Length ? text[i] : '\0');
        }

        return difference == 0;
    }
}
