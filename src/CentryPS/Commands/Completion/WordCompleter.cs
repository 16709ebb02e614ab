using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using CentryPS.Commands.Parameters;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes the word at the cursor. Never returns null, for which PowerShell would complete file names.
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

    /// <summary>The parameters of a cmdlet of this module that set one attribute each.</summary>
    private protected static IEnumerable<AttributeParameter> AttributesOf(string command)
    {
        var name = command.Split('\\').Last().Replace("-", string.Empty);
        var cmdlet = typeof(SetCentryOrderCommand);
        return cmdlet.Assembly.GetType(
            $"{cmdlet.Namespace}.{name}Command", throwOnError: false, ignoreCase: true) is { } found
            ? AttributeParameters.Of(found).Single
            : [];
    }

    /// <summary>Whether a text contains the word, in any case and with any accents.</summary>
    private protected static bool Has(string text, string word) => Find(text, word, start: 0) >= 0;

    /// <summary>Whether a word of a text starts with the word.</summary>
    private protected static bool HasWordStart(string text, string word)
    {
        var at = Find(text, word, start: 0);
        while (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            at = Find(text, word, at + 1);
        }

        return at >= 0;
    }

    /// <summary>
    /// Offers a value that Centry returned. It is quoted if the command line would not read it as one word.
    /// </summary>
    private protected static CompletionResult Offer(string value, string listText, string toolTip) => new(
        NeedsNoQuotes.IsMatch(value) ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'",
        TerminalText.Show(listText),
        CompletionResultType.ParameterValue,
        TerminalText.Show(toolTip));

    /// <summary>Whether a value can be typed: a control character would move the cursor of the command line.</summary>
    private protected static bool IsTypable(string? value) => !string.IsNullOrWhiteSpace(value)
        && !Enumerable.Range(0, value!.Length).Any(i => TerminalText.IsControl(value, i));

    private static int Find(string text, string word, int start) => CultureInfo.InvariantCulture.CompareInfo
        .IndexOf(text, word, start, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);
}
