using System.Globalization;

namespace CentryPS.Models.Attributes;

// The culture is that of amounts and dates; null accepts only text that is unambiguous.
internal readonly record struct ReadContext(ValueSource Source, CultureInfo? Culture = null);

/// <summary>The source of a value, which determines the meaning of blank values and numbers.</summary>
internal enum ValueSource
{
    /// <summary>A parameter on the command line.</summary>
    Argument,

    /// <summary>A row: a cell of a CSV file, a column of a data row, a property of an object.</summary>
    Cell,

    /// <summary><c>-Property</c>, in which null and empty text are values.</summary>
    Property,
}
