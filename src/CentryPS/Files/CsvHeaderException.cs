namespace CentryPS.Files;

/// <summary>A CSV file has other columns or another delimiter than expected.</summary>
internal sealed class CsvHeaderException(string header) : IOException
{
    /// <summary>The cells of the header, read with the expected delimiter and concatenated.</summary>
    public string Header => header;
}
