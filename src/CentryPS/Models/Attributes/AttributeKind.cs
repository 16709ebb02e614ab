using System.Globalization;

namespace CentryPS.Models.Attributes;

/// <summary>A kind of attribute: how its values are read, compared and written to a cell.</summary>
internal abstract class AttributeKind
{
    /// <summary>Whether its values are arrays or objects, for which empty text is no value.</summary>
    public virtual bool IsStructured => false;

    /// <summary>Reads a value that is not blank, as the value to send.</summary>
    /// <param name="value">A plain .NET value: no wrapper of PowerShell's.</param>
    /// <param name="context">Where it was written, and in which culture.</param>
    /// <exception cref="CentryException">It is not a value of this kind, or could mean two things.</exception>
    public object Read(object value, ReadContext context) => value switch
    {
        string text when context.Source == ValueSource.Cell => ReadText(CellText.Read(text), context),
        string text => ReadText(text, context),
        _ => ReadValue(value, context),
    };

    /// <summary>Whether a value to send says the same as the value of an object; null is no value.</summary>
    /// <param name="sent">A value that <see cref="Read"/> gave.</param>
    /// <param name="stored">The value that the object has.</param>
    public virtual bool AreEqual(object? sent, object? stored) => Equals(sent, stored);

    /// <summary>The value of an object as a cell of a table holds it: text, a number or a Boolean; null for no value.</summary>
    public virtual object? ToCell(object? stored) => stored;

    /// <summary>Reads text.</summary>
    private protected abstract object ReadText(string text, ReadContext context);

    /// <summary>Reads a value that is not text.</summary>
    private protected abstract object ReadValue(object value, ReadContext context);

    /// <summary>A value as a message names it: what was written, or else the type of what came.</summary>
    private protected static string Show(object value) => TerminalText.Show(value switch
    {
        NumberToken token => token.Text,
        string text => text,
        DateTime moment => moment.ToString("s", CultureInfo.InvariantCulture),
        char character => character.ToString(),
        IFormattable number => NumberText.Of(number),
        bool flag => flag ? "$true" : "$false",
        _ => TypeName(value),
    });

    /// <summary>The type of a value, for a message.</summary>
    private protected static string TypeName(object value) => value switch
    {
        System.Collections.IDictionary => "Hashtable",
        object?[] => "Array",
        NumberToken token => token.Number.GetType().Name,
        _ => value.GetType().Name,
    };
}
