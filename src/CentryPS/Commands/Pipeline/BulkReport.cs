namespace CentryPS.Commands.Pipeline;

/// <summary>What became of the inputs of a pipeline that an error ended: their ids, by outcome.</summary>
internal sealed record BulkReport(
    IReadOnlyList<string> Applied,
    IReadOnlyList<string> NotApplied,
    IReadOnlyList<string> Unknown)
{
    /// <summary>How many of those that somebody must look at are named; the exception has them all.</summary>
    private const int MostNames = 16;

    /// <summary>The counts, for a person, and what is to be looked at; null where there is nothing to say.</summary>
    public string? Text
    {
        get
        {
            var names = string.Join(", ", Unknown.Take(MostNames));
            return Applied.Count + NotApplied.Count + Unknown.Count <= 1 ? null : Messages.StopReport.With(
                Applied.Count,
                NotApplied.Count,
                Unknown.Count == 0 ? "0" : $"{Unknown.Count} ({(Unknown.Count > MostNames ? names + ", …" : names)})");
        }
    }
}
