using System.Globalization;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>
/// The time in an ObjectId: its first four bytes are the seconds since 1970, in hex, so that ids ascend with the time of their
/// creation. Source: MongoDB's manual, ObjectId.
/// </summary>
internal static class IdTime
{
    private const int Digits = 8;
    private const string NoRest = "0000000000000000";

    /// <summary>The seconds; null for a text that is no ObjectId in lower case, whose order is not known.</summary>
    public static long? Seconds(string id) => ObjectId.IsValid(id) && !id.Any(char.IsUpper)
        ? Convert.ToUInt32(id.Substring(0, Digits), 16)
        : null;

    /// <summary>The least id of a second.</summary>
    public static string Least(long seconds) => Math.Min(seconds, uint.MaxValue).ToString("x8", CultureInfo.InvariantCulture) + NoRest;

    /// <summary>Objects a second; 0 where ids do not tell, or where they are too close to be cut.</summary>
    public static double Rate(string first, string last, int count) => Seconds(last) - Seconds(first) is >= 2 and var seconds ? (count - 1) / (double)seconds : 0;

    /// <summary>Whether all are ObjectIds, each greater than the one before.</summary>
    public static bool IsAscending(IEnumerable<string> ids, string from)
    {
        var last = from;
        return ids.All(next => Seconds(next) is not null && string.CompareOrdinal(last, last = next) < 0);
    }

    /// <summary>The id before an id, which no object has, or hardly.</summary>
    public static string Before(string id)
    {
        var digits = id.ToCharArray();
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            if (digits[i] != '0')
            {
                digits[i] = "0123456789abcdef"["0123456789abcdef".IndexOf(digits[i]) - 1];
                break;
            }

            digits[i] = 'f';
        }

        return new string(digits);
    }
}
