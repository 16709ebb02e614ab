namespace CentryPS.Files;

/// <summary>Reads the changes of a journal, even while another process appends to it.</summary>
internal static class JournalReader
{
    /// <summary>
    /// Returns the changes in the order in which they began. Each is the line with the outcome, or the first line if
    /// there is no outcome.
    /// </summary>
    /// <exception cref="CentryException">The file is not a journal.</exception>
    /// <exception cref="IOException">The file cannot be read or is not UTF-8.</exception>
    public static IReadOnlyList<JournalLine> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var reader = new CsvReader(new Utf8Reader(stream), ',');
        if (!reader.Read() || !reader.Cells.SequenceEqual(JournalLine.Columns))
        {
            throw Journal.Other(path, string.Join(string.Empty, reader.Cells));
        }

        var changes = new List<JournalLine>();
        var started = new Dictionary<(string Run, string Id, string Change), int>();
        while (reader.HasLineEnd && reader.Read())
        {
            // The last line may be truncated, for example by a power failure.
            if (!(reader.IsCut && !reader.HasLineEnd) && JournalLine.Of(reader.Cells) is { } line)
            {
                Add(changes, started, line);
            }
        }

        return changes;
    }

    private static void Add(
        List<JournalLine> changes,
        Dictionary<(string Run, string Id, string Change), int> started,
        JournalLine line)
    {
        var key = (line.Run, line.Id, line.Change);
        if (line.Outcome != CentryChangeOutcome.Started && started.TryGetValue(key, out var index))
        {
            // The first line has the same values, except for the id of a created object.
            started.Remove(key);
            changes[index] = line with
            {
                StartTime = changes[index].Time,
                Old = line.Old.Length > 0 ? line.Old : changes[index].Old,
                New = line.New.Length > 0 ? line.New : changes[index].New,
            };
            return;
        }

        if (line.Outcome == CentryChangeOutcome.Started)
        {
            started[key] = changes.Count;
        }

        changes.Add(line);
    }
}
