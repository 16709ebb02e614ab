using System.Globalization;
using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>
/// Reads and builds the time in an ObjectId. Its first four bytes are the seconds since 1970 in hex, so ids ascend with
/// the time of creation. Source: MongoDB's manual, ObjectId.
/// </summary>
internal static class IdTime
{
    private const int TimeDigits = 8;

    /// <summary>Returns the seconds; null if the text is not a lowercase ObjectId: its order is unknown.</summary>
    public static long? Seconds(string id) => ObjectId.IsValid(id) && !id.Any(char.IsUpper)
        ? Convert.ToUInt32(id.Substring(0, TimeDigits), 16)
        : null;

    /// <summary>Returns the lowest id of a second.</summary>
    public static string Lowest(long seconds) => Id(Math.Min(seconds, uint.MaxValue), rest: 0);

    /// <summary>Returns the objects per second; 0 if the ids have no time or are too close together.</summary>
    public static double Rate(string first, string last, int count) =>
        Seconds(last) - Seconds(first) is >= 2 and var seconds ? (count - 1) / (double)seconds : 0;

    /// <summary>Returns true if all ids are ObjectIds, ascending from <paramref name="from"/>.</summary>
    public static bool IsAscending(IEnumerable<string> ids, string from)
    {
        var last = from;
        return ids.All(next => Seconds(next) is not null && string.CompareOrdinal(last, last = next) < 0);
    }

    /// <summary>Returns the id just before an ObjectId. It is very unlikely that an object has it.</summary>
    public static string Before(string id)
    {
        var rest = Convert.ToUInt64(id.Substring(TimeDigits), 16);
        return Id(Seconds(id)!.Value - (rest == 0 ? 1 : 0), unchecked(rest - 1));
    }

    private static string Id(long seconds, ulong rest) =>
        string.Format(CultureInfo.InvariantCulture, "{0:x8}{1:x16}", (uint)seconds, rest);
}
