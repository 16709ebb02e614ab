namespace CentryPS.Files;

/// <summary>The last run of a journal and the changes that it applied, for a run that resumes it.</summary>
internal sealed class JournalRun
{
    private readonly Dictionary<string, List<Step>> _steps = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _repeated = new(StringComparer.OrdinalIgnoreCase);

    private JournalRun(JournalLine first) => (Id, Source) = (first.Run, first.Source);

    public string Id { get; }

    public JournalSource Source { get; private set; }

    /// <summary>True if the run applied a change.</summary>
    public bool HasApplied { get; private set; }

    /// <summary>True if the run recorded old and new values.</summary>
    public bool KeepsValues { get; private set; }

    /// <summary>Adds the next line of a journal to the last run so far, and returns the last run.</summary>
    public static JournalRun Read(JournalRun? last, JournalLine line)
    {
        var run = last?.Id == line.Run ? last : new JournalRun(line);
        run.Add(line);
        return run;
    }

    /// <summary>
    /// Returns true if the run applied a change. Once a change of an object is repeated, its later changes are repeated
    /// too, so that no old value overwrites a newer one.
    /// </summary>
    public bool TrySkip(string id, string change)
    {
        if (_repeated.Contains(id))
        {
            return false;
        }

        var steps = _steps.TryGetValue(id, out var known) ? known : [];
        var index = steps.FindIndex(step => step.Change == change);
        if (index < 0 || steps.Take(index + 1).Any(step => !step.IsApplied))
        {
            _repeated.Add(id);
            return false;
        }

        steps.RemoveRange(0, index + 1);
        return true;
    }

    private void Add(JournalLine line)
    {
        Source = Source with { Company = line.Source.Company ?? Source.Company };
        KeepsValues |= line.Old.Length + line.New.Length > 0;
        HasApplied |= line.Outcome == CentryChangeOutcome.Applied;
        var steps = _steps.TryGetValue(line.Id, out var known) ? known : [];
        if (line.Outcome == CentryChangeOutcome.Started)
        {
            // A resuming run repeats everything after the first step that was not applied, so later steps are ignored.
            _steps[line.Id] = [.. steps.TakeWhile(step => step.IsApplied), new Step(line.Change, IsApplied: false)];
        }
        else if (steps.FindLastIndex(step => step.Change == line.Change) is >= 0 and var index)
        {
            steps[index] = new Step(line.Change, line.Outcome == CentryChangeOutcome.Applied);
        }
    }

    private sealed record Step(string Change, bool IsApplied);
}
