namespace CentryPS.Models;

/// <summary>Validates text that is encoded as UTF-8.</summary>
internal static class UnicodeText
{
    /// <summary>Returns true if the text contains no lone surrogate, which UTF-8 cannot represent.</summary>
    public static bool IsValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text, i++)))
            {
                return false;
            }
        }

        return true;
    }
}
