namespace CentryPS.Commands.Pipeline;

/// <summary>Counts what became of the inputs of a bulk, and says it in a line.</summary>
internal sealed class BulkSummary
{
    // A screen shows the outcome of fewer inputs by itself.
    private const int Screen = 20;

    /// <summary>How many were applied.</summary>
    public long Applied { get; set; }

    /// <summary>How many would be applied without <c>-WhatIf</c>.</summary>
    public long Planned { get; set; }

    /// <summary>How many failed.</summary>
    public long Failed { get; set; }

    /// <summary>How many were left as they are: nothing differs, the user did not agree, or a resumed run applied them.</summary>
    public long Left { get; set; }

    /// <summary>How many have an unknown outcome.</summary>
    public long Unknown { get; set; }

    /// <summary>How many were taken up and not started.</summary>
    public long NotStarted { get; set; }

    /// <summary>The counts; null where a screen shows as much.</summary>
    /// <param name="isPlan">Whether nothing was to be applied.</param>
    /// <param name="journal">The journal of the bulk; null for none.</param>
    public string? Text(bool isPlan, string? journal)
    {
        if (Applied + Planned + Failed + Left + Unknown + NotStarted <= Screen)
        {
            return null;
        }

        var counts = string.Join(", ", new[]
        {
            isPlan ? Messages.CountPlanned.With(Planned) : Messages.CountApplied.With(Applied),
            Messages.CountFailed.With(Failed),
            Optional(Messages.CountLeft, Left),
            Optional(Messages.CountUnknown, Unknown),
            Optional(Messages.CountNotStarted, NotStarted),
        }.OfType<string>());
        return journal is null || isPlan ? counts : Messages.CountJournal.With(counts, journal);
    }

    private static string? Optional(string message, long count) => count == 0 ? null : message.With(count);
}
