namespace CentryPS.Models;

/// <summary>Text that UTF-8 can hold.</summary>
internal static class UnicodeText
{
    /// <summary>Whether each half of a surrogate pair has its other half; one alone has no UTF-8.</summary>
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
