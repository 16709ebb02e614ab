namespace CentryPS.Models.Attributes;

/// <summary>Where a value was written, which decides what a blank and a bare number mean.</summary>
internal enum ValueSource
{
    /// <summary>On the command line, for one parameter.</summary>
    Argument,

    /// <summary>In a row: a cell of a CSV file, a column of a data row, a property of an object.</summary>
    Cell,

    /// <summary>In <c>-Property</c>, where null and empty text are values.</summary>
    Property,
}
