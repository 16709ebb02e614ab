using System.Globalization;

namespace CentryPS.Files;

/// <summary>
/// A journal of changes: a CSV file that gets a line before a change is sent, and one as soon as its outcome is known. A run is
/// appended to those before it. Safe for many threads.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly object _lock = new();
    private readonly Func<JournalSource> _source;
    private readonly TimeProvider _time;
    private readonly CsvFile _file;
    private readonly JournalRun? _resumed;

    /// <summary>Opens a journal, or begins one where there is no file.</summary>
    /// <param name="path">The file, as a full path.</param>
    /// <param name="source">What this run changes.</param>
    /// <param name="resumes">Whether this run goes on with the last one in the journal, and has its id.</param>
    /// <param name="time">The clock of the lines.</param>
    /// <exception cref="CentryException">The file is no journal, or its last run is of another command.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public Journal(string path, Func<JournalSource> source, bool resumes, TimeProvider time)
    {
        (_source, _time) = (source, time);
        _file = new CsvFile(path, JournalLine.Columns, ',') { IsPrivate = true };
        try
        {
            var last = ReadOrBegin();
            _resumed = resumes ? Checked(last) : null;
            Run = _resumed?.Id ?? NewRun();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The id of this run.</summary>
    public string Run { get; }

    /// <summary>What the resumed run changes; null where this run resumes none.</summary>
    public JournalSource? Resumed => _resumed?.Source;

    /// <summary>Whether the resumed run keeps the old and the new values.</summary>
    public bool ResumesValues => _resumed?.KeepsValues == true;

    /// <summary>The id of the resumed run if it applied changes; null otherwise.</summary>
    public string? ResumedRun => _resumed is { HasApplied: true } run ? run.Id : null;

    /// <summary>How many changes the resumed run had applied, and were left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Whether a change is left out because the resumed run applied it.</summary>
    public bool TryLeaveOut(string id, string change)
    {
        var isLeftOut = _resumed?.TryLeaveOut(id, change) == true;
        LeftOut += isLeftOut ? 1 : 0;
        return isLeftOut;
    }

    /// <summary>Appends a line of this run.</summary>
    /// <exception cref="IOException">It cannot be written; the journal is as it was.</exception>
    public void Write(JournalLine line)
    {
        var cells = (line with { Run = Run, Source = _source(), Time = _time.GetUtcNow().ToString("o", CultureInfo.InvariantCulture) }).Cells;
        lock (_lock)
        {
            _file.Append(cells);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }

    /// <summary>The error that a file is no journal, or not one any more.</summary>
    public static CentryException Other(string path, string header) =>
        CentryException.InvalidForAll((IsRewritten(header) ? Messages.JournalRewritten : Messages.NotAJournal).With(path));

    private JournalRun? ReadOrBegin()
    {
        JournalRun? last = null;
        if (!_file.HasContent)
        {
            _file.Replace();
            return last;
        }

        try
        {
            _file.Continue(cells => last = JournalLine.Of(cells) is { } line ? JournalRun.Read(last, line) : last);
        }
        catch (CsvHeaderException other)
        {
            throw Other(_file.Path, other.Header);
        }

        return last;
    }

    private JournalRun? Checked(JournalRun? last) => last is null || last.Source.Command == _source().Command
        ? last
        : throw CentryException.InvalidForAll(Messages.JournalOfOtherCommand.With(_file.Path, TerminalText.Show(last.Source.Command), _source().Command));

    private static bool IsRewritten(string header) =>
        header == string.Join(";", JournalLine.Columns) || header == string.Join("\t", JournalLine.Columns);

    // Sorts by time; no two runs have the same.
    private string NewRun() =>
        $"{_time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N").Substring(0, 6)}";
}
