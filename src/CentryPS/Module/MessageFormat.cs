using System.Globalization;

namespace CentryPS.Module;

/// <summary>Fills messages for people.</summary>
internal static class MessageFormat
{
    /// <summary>The message with its placeholders filled, numbers and dates as the user's culture writes them.</summary>
    public static string With(this string message, params object?[] values) =>
        string.Format(CultureInfo.CurrentCulture, message, values);

    /// <summary>Two sentences as one text.</summary>
    public static string Join(string left, string? right) =>
        string.IsNullOrEmpty(right) ? left
        : left.Length == 0 ? right!
        : left.TrimEnd('.') + (left is [.., '?'] ? " " : ". ") + right;

    /// <summary>The message with this name in the user's language; empty where there is none.</summary>
    public static string Named(string name) =>
        Messages.ResourceManager.GetString(name, CultureInfo.CurrentUICulture) ?? string.Empty;
}
