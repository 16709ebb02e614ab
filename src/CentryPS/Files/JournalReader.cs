namespace CentryPS.Files;

/// <summary>Reads the changes of a journal, even while another process appends to it.</summary>
internal static class JournalReader
{
    /// <summary>
    /// Returns the changes in the order in which they started: the line with the outcome, or the first line if no
    /// outcome was recorded.
    /// </summary>
    /// <exception cref="CentryException">The file is not a journal.</exception>
    /// <exception cref="IOException">The file cannot be read or is not UTF-8.</exception>
    public static IReadOnlyList<JournalLine> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var reader = new CsvReader(new Utf8Reader(stream), ',');
        if (!reader.Read() || !reader.Cells.SequenceEqual(JournalLine.Columns))
        {
            throw Journal.InvalidHeader(path, string.Join(string.Empty, reader.Cells));
        }

        var changes = new List<JournalLine>();
        var started = new Dictionary<(string Run, string Id, string Change), int>();
        while (reader.HasLineEnd && reader.Read())
        {
            // The last line may be truncated, for example by a power failure.
            if (reader.IsTruncated || JournalLine.Of(reader.Cells) is not { } line)
            {
                continue;
            }

            var key = (line.Run, line.Id, line.Change);
            if (line.Outcome == CentryChangeOutcome.Started)
            {
                started[key] = changes.Count;
            }
            else if (started.TryGetValue(key, out var index))
            {
                // The first line has the same values, except for the id of a created object.
                started.Remove(key);
                changes[index] = line with
                {
                    StartTime = changes[index].Time,
                    Old = line.Old.Length > 0 ? line.Old : changes[index].Old,
                    New = line.New.Length > 0 ? line.New : changes[index].New,
                };
                continue;
            }

            changes.Add(line);
        }

        return changes;
    }
}
