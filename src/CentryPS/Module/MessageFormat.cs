using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Module;

/// <summary>Fills messages for people.</summary>
internal static class MessageFormat
{
    private static readonly Regex SentenceEnd = new(@"(?<=[.?]) (?=\S)", RegexOptions.CultureInvariant);

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

    /// <summary>
    /// Removes sentences that have been given before. Sentences with a value (in quotes) or a question stay, because
    /// they are about one input.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="given">The sentences given before; those of the message are added.</param>
    public static string WithoutRepeated(string message, ISet<string> given) => string.Join(
        " ",
        SentenceEnd.Split(message).Where((sentence, i) =>
            given.Add(sentence) || i == 0 || sentence.IndexOfAny(['"', '\u00ab', '?']) >= 0));
}
