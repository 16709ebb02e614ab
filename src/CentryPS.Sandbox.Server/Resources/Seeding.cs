using System.Globalization;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>Helpers for the initial objects, which are the same in every sandbox, including ids and dates.</summary>
internal static class Seeding
{
    private static readonly DateTimeOffset FirstCreatedAt = new(2026, 3, 2, 9, 30, 15, 250, TimeSpan.FromHours(-3));

    /// <summary>Returns the creation time of the object with a number, from 0.</summary>
    public static DateTimeOffset CreatedAt(int i) => FirstCreatedAt + TimeSpan.FromMinutes(97 * i);

    /// <summary>Formats a text with the invariant culture.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
