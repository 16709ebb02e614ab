namespace CentryPS.Files;

/// <summary>A CSV file has other columns, or another delimiter, than those to be appended.</summary>
/// <param name="header">Its cells as read with the delimiter that was expected, one after another.</param>
internal sealed class CsvHeaderException(string header) : IOException
{
    /// <summary>Its cells as read with the delimiter that was expected, one after another.</summary>
    public string Header => header;
}
