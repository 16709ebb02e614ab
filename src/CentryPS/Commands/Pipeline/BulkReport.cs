namespace CentryPS.Commands.Pipeline;

/// <summary>The ids of the inputs of a pipeline that an error ended, by outcome.</summary>
/// <param name="Applied">The most recent ids that were applied.</param>
/// <param name="NotApplied">Ids that were not applied.</param>
/// <param name="Unknown">Ids with an unknown outcome.</param>
/// <param name="AppliedBefore">The number of older ids that were applied.</param>
internal sealed record BulkReport(
    IReadOnlyList<string> Applied,
    IReadOnlyList<string> NotApplied,
    IReadOnlyList<string> Unknown,
    long AppliedBefore = 0)
{
    /// <summary>The maximum number of ids of applied inputs.</summary>
    public const int MostApplied = 1000;

    // The exception has all of them.
    private const int MostNames = 16;

    /// <summary>The counts, and the ids to check; null if nothing was applied and the only other input is the failed one.</summary>
    public string? Text => AppliedBefore + Applied.Count == 0 && NotApplied.Count + Unknown.Count <= 1 ? null : Messages.StopReport.With(
        AppliedBefore + Applied.Count,
        NotApplied.Count,
        Unknown.Count == 0 ? "0" : $"{Unknown.Count} ({List(Unknown)})");

    /// <summary>The first ids, as a message names them.</summary>
    public static string List(IReadOnlyCollection<string> ids)
    {
        var names = string.Join(", ", ids.Take(MostNames));
        return ids.Count > MostNames ? names + ", ..." : names;
    }
}
