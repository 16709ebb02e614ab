namespace CentryPS.Commands.Pipeline;

/// <summary>Counts the inputs of a bulk change by outcome, and keeps the ids of those that were applied.</summary>
internal sealed class BulkOutcomes
{
    // The results of this many inputs fit on a screen.
    private const int ScreenLines = 20;

    private const int MostRecent = 1000;
    private const int MostNames = 16;

    // Only the most recent ids, because memory must not grow with the input. The journal has all of them.
    private readonly Queue<string> _recent = new();
    private long _older;
    private long _applied;
    private long _failed;
    private long _unchanged;
    private long _unknown;
    private long _notStarted;

    public void AddApplied(string id)
    {
        _applied++;
        _recent.Enqueue(id);
        if (_recent.Count > MostRecent)
        {
            _recent.Dequeue();
            _older++;
        }
    }

    public void AddFailed() => _failed++;

    /// <summary>Corrects the count for a call that succeeded without a change.</summary>
    public void RemoveApplied() => _applied--;

    public void AddUnchanged() => _unchanged++;

    public void AddEnded(ILookup<CentryChangeOutcome, string> calls)
    {
        _applied += calls[CentryChangeOutcome.Applied].LongCount();
        _notStarted += calls[CentryChangeOutcome.NotApplied].LongCount();
        _unknown += calls[CentryChangeOutcome.Unknown].LongCount();
    }

    /// <summary>Returns the error that ends a pipeline, with the outcome of each input.</summary>
    /// <param name="error">The error without the outcomes.</param>
    /// <param name="failed">The id of the input that failed; null if the error is not about an input.</param>
    /// <param name="calls">The calls that the error ended.</param>
    public CentryException Report(CentryException error, string? failed, ILookup<CentryChangeOutcome, string> calls)
    {
        string[] ids = failed is not null && !error.IsApplied ? [failed] : [];
        string[] applied = [.. _recent, .. calls[CentryChangeOutcome.Applied]];
        string[] notApplied = [.. error.IsInDoubt ? [] : ids, .. calls[CentryChangeOutcome.NotApplied]];
        string[] unknown = [.. error.IsInDoubt ? ids : [], .. calls[CentryChangeOutcome.Unknown]];
        var count = _older + applied.Length;
        var hasOthers = count > 0 || notApplied.Length + unknown.Length > 1;
        var text = Messages.StopReport.With(
            count, notApplied.Length, unknown.Length == 0 ? "0" : $"{unknown.Length} ({List(unknown)})");
        return error.Ending(MessageFormat.Join(error.Message, hasOthers ? text : null), applied, notApplied, unknown);
    }

    /// <summary>Returns the first ids as a message shows them.</summary>
    public static string List(IReadOnlyCollection<string> ids)
    {
        var names = string.Join(", ", ids.Take(MostNames));
        return ids.Count > MostNames ? names + ", ..." : names;
    }

    /// <summary>Returns the counts; null if a screen shows all results.</summary>
    public string? Summarize(bool isWhatIf, long declined, long resumed, string? journal)
    {
        var done = isWhatIf ? declined : _applied; // with -WhatIf, declined means planned
        var left = _unchanged + resumed + (isWhatIf ? 0 : declined);
        if (done + _failed + left + _unknown + _notStarted <= ScreenLines)
        {
            return null;
        }

        var counts = string.Join(", ", new[]
        {
            (isWhatIf ? Messages.CountPlanned : Messages.CountApplied).With(done),
            Messages.CountFailed.With(_failed),
            Optional(Messages.CountLeft, left),
            Optional(Messages.CountUnknown, _unknown),
            Optional(Messages.CountNotStarted, _notStarted),
        }.OfType<string>());
        return journal is null || isWhatIf ? counts : Messages.CountJournal.With(counts, journal);
    }

    private static string? Optional(string message, long count) => count == 0 ? null : message.With(count);
}
