using System.Globalization;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>What all objects of a fresh sandbox share: they are the same each time, ids and dates too.</summary>
internal static class Seeding
{
    private static readonly DateTimeOffset Opening = new(2026, 3, 2, 9, 30, 15, 250, TimeSpan.FromHours(-3));

    /// <summary>When the object of a number, from 0, was made.</summary>
    public static DateTimeOffset Time(int i) => Opening + TimeSpan.FromMinutes(97 * i);

    /// <summary>Text that is the same in every culture.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
