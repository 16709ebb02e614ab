using System.Globalization;

namespace CentryPS.Models.Attributes;

/// <summary>A kind of attribute, which defines how values are read, compared and written to cells.</summary>
internal abstract class AttributeKind
{
    /// <summary>True if values are arrays or objects, so that empty text is not a value.</summary>
    public virtual bool IsStructured => false;

    /// <summary>Reads a plain .NET value that is not blank as the value to send.</summary>
    /// <exception cref="CentryException">The value is not of this kind or is ambiguous.</exception>
    public object Read(object value, ReadContext context) => ReadValue(
        value is string cell && context.Source == ValueSource.Cell ? CellText.Unescape(cell) : value, context);

    /// <summary>Returns true if the value to send equals the value of an object. Null is no value.</summary>
    public virtual bool AreEqual(object? sent, object? stored) =>
        NumberText.ToDecimal(sent) is { } number && NumberText.ToDecimal(stored) is { } other
            ? number == other
            : Equals(sent, stored);

    /// <summary>Returns a value for a cell of a table: text, a number or a Boolean; null for no value.</summary>
    public virtual object? ToCell(object? stored) => stored switch
    {
        string text => CellText.Escape(text),
        DateTimeOffset moment => CentryDate.OfMoment(moment).ToString(),
        _ => stored,
    };

    private protected abstract object ReadValue(object value, ReadContext context);

    /// <summary>Returns a value as messages show it: as written, or else its type.</summary>
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

    private protected static string TypeName(object value) => value switch
    {
        System.Collections.IDictionary => "Hashtable",
        object?[] => "Array",
        NumberToken token => token.Number.GetType().Name,
        _ => value.GetType().Name,
    };
}
