using System.Text.RegularExpressions;

namespace CentryPS.Models;

/// <summary>The form of Centry's ids: MongoDB's ObjectId, 24 hex digits.</summary>
internal static class ObjectId
{
    private static readonly Regex Form = new(@"^[0-9a-f]{24}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Whether a text can be an id.</summary>
    public static bool IsValid(string text) => Form.IsMatch(text);
}
