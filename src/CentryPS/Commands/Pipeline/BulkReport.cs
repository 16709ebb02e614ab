namespace CentryPS.Commands.Pipeline;

/// <summary>What became of the inputs that were under way when an error ended a pipeline.</summary>
/// <param name="inputs">Their ids, by outcome.</param>
internal sealed class BulkReport(ILookup<CallOutcome, string> inputs)
{
    /// <summary>How many of the inputs that nothing happened to are named; those with an outcome all are.</summary>
    private const int MostNames = 16;

    /// <summary>The report for a person; null where there were none.</summary>
    public override string? ToString() => inputs.Count == 0 ? null : Messages.StopReport.With(
        Names(CallOutcome.Applied, int.MaxValue),
        Names(CallOutcome.NotApplied, MostNames),
        Names(CallOutcome.Unknown, int.MaxValue));

    private string Names(CallOutcome outcome, int most)
    {
        var names = inputs[outcome].ToArray();
        var shown = string.Join(", ", names.Take(most));
        return names.Length == 0 ? Messages.StopReportNone
            : names.Length <= most ? shown
            : Messages.StopReportMore.With(shown, names.Length - most);
    }
}
