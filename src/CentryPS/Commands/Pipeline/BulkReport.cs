namespace CentryPS.Commands.Pipeline;

/// <summary>What became of the inputs of a pipeline that an error ended: their ids, by outcome.</summary>
/// <param name="Applied">The last that were applied.</param>
/// <param name="NotApplied">Those that were not.</param>
/// <param name="Unknown">Those of which nobody knows.</param>
/// <param name="AppliedBefore">How many were applied before those that are named.</param>
internal sealed record BulkReport(
    IReadOnlyList<string> Applied,
    IReadOnlyList<string> NotApplied,
    IReadOnlyList<string> Unknown,
    long AppliedBefore = 0)
{
    /// <summary>How many of those that were applied before the end are named.</summary>
    public const int MostApplied = 1000;

    /// <summary>How many of those that somebody must look at are named; the exception has them all.</summary>
    private const int MostNames = 16;

    /// <summary>The counts, for a person, and what is to be looked at; null where there is nothing to say.</summary>
    public string? Text => AppliedBefore + Applied.Count == 0 && NotApplied.Count + Unknown.Count <= 1 ? null : Messages.StopReport.With(
        AppliedBefore + Applied.Count,
        NotApplied.Count,
        Unknown.Count == 0 ? "0" : $"{Unknown.Count} ({List(Unknown)})");

    /// <summary>Ids as a message names them: the first ones.</summary>
    public static string List(IReadOnlyCollection<string> ids)
    {
        var names = string.Join(", ", ids.Take(MostNames));
        return ids.Count > MostNames ? names + ", ..." : names;
    }
}
