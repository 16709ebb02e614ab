using System.Text.RegularExpressions;

namespace CentryPS.Models;

/// <summary>Validates Centry's ids: MongoDB ObjectIds, 24 hex digits.</summary>
internal static class ObjectId
{
    private static readonly Regex Form =
        new(@"^[0-9a-f]{24}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool IsValid(string text) => Form.IsMatch(text);
}
