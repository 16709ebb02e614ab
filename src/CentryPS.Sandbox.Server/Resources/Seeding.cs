using System.Globalization;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>Helps to create the initial objects, which are always the same, including ids and dates.</summary>
internal static class Seeding
{
    private static readonly DateTimeOffset Opening = new(2026, 3, 2, 9, 30, 15, 250, TimeSpan.FromHours(-3));

    /// <summary>Returns the creation time of the object with a number, from 0.</summary>
    public static DateTimeOffset Time(int i) => Opening + TimeSpan.FromMinutes(97 * i);

    /// <summary>Formats a text for the invariant culture.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
