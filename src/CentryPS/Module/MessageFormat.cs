using System.Globalization;
using System.Text.RegularExpressions;

namespace CentryPS.Module;

/// <summary>Formats messages for users.</summary>
internal static class MessageFormat
{
    private static readonly Regex SentenceEnd = new(@"(?<=[.?]) (?=\S)", RegexOptions.CultureInvariant);

    /// <summary>Returns the message with its values, formatted for the user's culture.</summary>
    public static string With(this string message, params object?[] values) =>
        string.Format(CultureInfo.CurrentCulture, message, values);

    /// <summary>Joins two sentences.</summary>
    public static string Join(string left, string? right) =>
        string.IsNullOrEmpty(right) ? left
        : left.Length == 0 ? right!
        : left.TrimEnd('.') + (left is [.., '?'] ? " " : ". ") + right;

    /// <summary>Returns the message with a name in the user's language; empty if there is none.</summary>
    public static string Named(string name) =>
        Messages.ResourceManager.GetString(name, CultureInfo.CurrentUICulture) ?? string.Empty;

    /// <summary>
    /// Removes the sentences that were already shown, except the first one of the message. Sentences with a value (in
    /// quotes) or a question stay too, because they are about one input.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="given">The sentences already shown. Those of the message are added.</param>
    public static string WithoutRepeated(string message, ISet<string> given) => string.Join(
        " ",
        SentenceEnd.Split(message).Where((sentence, i) =>
            given.Add(sentence) || i == 0 || sentence.IndexOfAny(['"', '\u00ab', '?']) >= 0));
}
