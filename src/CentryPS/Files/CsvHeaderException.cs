namespace CentryPS.Files;

/// <summary>The exception for a CSV file with other columns or another delimiter than expected.</summary>
internal sealed class CsvHeaderException(string header) : IOException
{
    /// <summary>The cells of the header, read with the expected delimiter and concatenated.</summary>
    public string Header => header;
}
