namespace CentryPS;

/// <summary>Compares texts in constant time, so that a secret cannot be guessed letter by letter.</summary>
internal static class FixedTime
{
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
