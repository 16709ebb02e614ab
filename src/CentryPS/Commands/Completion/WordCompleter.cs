using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Text.RegularExpressions;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the word at the cursor, without the quotes around it; with nothing rather than with the names of files.</summary>
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
        Complete((wordToComplete ?? string.Empty).Trim('\'', '"'), commandName, fakeBoundParameters);

    /// <summary>What the word may become.</summary>
    /// <param name="word">The word.</param>
    /// <param name="command">The command that it is an argument of.</param>
    /// <param name="bound">The other arguments, by parameter, as far as they are known before the command runs.</param>
    private protected abstract IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound);

    /// <summary>The cmdlet of this module that a command is; else null.</summary>
    private protected static Type? FindCmdlet(string command)
    {
        var name = command.Split('\\').Last();
        return typeof(WordCompleter).Assembly.GetExportedTypes().FirstOrDefault(type =>
            type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet
            && string.Equals(name, $"{cmdlet.VerbName}-{cmdlet.NounName}", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a text has the word in it, whatever its case and accents.</summary>
    private protected static bool Has(string text, string word) => Find(text, word, start: 0) >= 0;

    /// <summary>Whether a word of a text begins with the word.</summary>
    private protected static bool BeginsWord(string text, string word)
    {
        var at = Find(text, word, start: 0);
        while (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            at = Find(text, word, at + 1);
        }

        return at >= 0;
    }

    private static int Find(string text, string word, int start) => CultureInfo.InvariantCulture.CompareInfo
        .IndexOf(text, word, start, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);

    /// <summary>A value that Centry gave, fit for a command line: what would not be one word there is quoted.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shown">What the list of choices shows.</param>
    /// <param name="tip">What it says of the choice.</param>
    private protected static CompletionResult Offer(string value, string shown, string tip) => new(
        NeedsNoQuotes.IsMatch(value) ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'",
        TerminalText.Show(shown),
        CompletionResultType.ParameterValue,
        TerminalText.Show(tip));

    /// <summary>Whether a value of Centry's can be typed: it would otherwise move the cursor of the command line.</summary>
    private protected static bool IsTypable(string? value) => !string.IsNullOrWhiteSpace(value)
        && !Enumerable.Range(0, value!.Length).Any(i => TerminalText.IsControl(value, i));
}
