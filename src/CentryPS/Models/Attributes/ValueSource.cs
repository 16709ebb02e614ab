namespace CentryPS.Models.Attributes;

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
