using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes the word at the cursor. Never returns null, because PowerShell would then complete file names.
/// </summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private static readonly Regex NeedsNoQuotes = new(@"^[\w/][\w/.:+\-]*$", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Complete(new CompletionRequest(
            commandName, parameterName, (wordToComplete ?? string.Empty).Trim('\'', '"'), fakeBoundParameters));

    private protected abstract IEnumerable<CompletionResult> Complete(CompletionRequest request);

    /// <summary>Returns true if a text contains the word, ignoring case and accents.</summary>
    private protected static bool Contains(string text, string word) => Find(text, word, start: 0) >= 0;

    /// <summary>Returns true if any word of a text starts with the word.</summary>
    private protected static bool ContainsWordStart(string text, string word)
    {
        var at = Find(text, word, start: 0);
        while (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            at = Find(text, word, at + 1);
        }

        return at >= 0;
    }

    /// <summary>
    /// Creates a completion that the list shows with its label. The value is quoted if it is not a single word.
    /// </summary>
    private protected static CompletionResult Offer(string value, string toolTip, string? label = null) => new(
        NeedsNoQuotes.IsMatch(value) ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'",
        TerminalText.Show(label is null || label == value ? value : $"{value} {label}"),
        CompletionResultType.ParameterValue,
        TerminalText.Show(toolTip));

    /// <summary>Returns true if a value can be typed. A control character would move the cursor.</summary>
    private protected static bool IsTypable(string? value) => !string.IsNullOrWhiteSpace(value)
        && !Enumerable.Range(0, value!.Length).Any(i => TerminalText.IsControl(value, i));

    private static int Find(string text, string word, int start) => CultureInfo.InvariantCulture.CompareInfo
        .IndexOf(text, word, start, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);
}
