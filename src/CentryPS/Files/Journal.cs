using System.Globalization;

namespace CentryPS.Files;

/// <summary>
/// A journal of changes: a CSV file to which a line is written before a change is sent, and another when its outcome is
/// known. Runs are appended to earlier ones. Thread-safe.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly object _lock = new();
    private readonly Func<JournalSource> _source;
    private readonly TimeProvider _time;
    private readonly CsvFile _file;
    private readonly JournalRun? _resumed;

    /// <summary>Opens or creates a journal. A run that resumes the last one has the same id.</summary>
    /// <exception cref="CentryException">The file is not a journal, or the last run is of another command.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public Journal(string path, Func<JournalSource> source, bool resumes, TimeProvider time)
    {
        (_source, _time) = (source, time);
        _file = new CsvFile(path, JournalLine.Columns, ',') { IsPrivate = true };
        try
        {
            var last = ReadOrBegin();
            _resumed = resumes ? CheckCommand(last) : null;
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

    /// <summary>The source of the resumed run; null if no run is resumed.</summary>
    public JournalSource? Resumed => _resumed?.Source;

    /// <summary>True if the resumed run recorded old and new values.</summary>
    public bool ResumesValues => _resumed?.KeepsValues == true;

    /// <summary>The id of the resumed run; null if no run is resumed or it applied no changes.</summary>
    public string? ResumedRun => _resumed is { HasApplied: true } run ? run.Id : null;

    /// <summary>The number of changes that were skipped because the resumed run applied them.</summary>
    public int Skipped { get; private set; }

    /// <summary>Returns true if a change is skipped because the resumed run applied it.</summary>
    public bool TrySkip(string id, string change)
    {
        var isSkipped = _resumed?.TrySkip(id, change) == true;
        Skipped += isSkipped ? 1 : 0;
        return isSkipped;
    }

    /// <summary>Appends a line of this run.</summary>
    /// <exception cref="IOException">The line cannot be written; the journal is unchanged.</exception>
    public void Write(JournalLine line)
    {
        var time = _time.GetUtcNow().ToString("o", CultureInfo.InvariantCulture);
        var cells = (line with { Run = Run, Source = _source(), Time = time }).Cells;
        lock (_lock)
        {
            _file.Append(cells);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }

    /// <summary>Creates the error for a file that is not a journal, or was rewritten by another program.</summary>
    public static CentryException InvalidHeader(string path, string header) =>
        CentryException.InvalidForAll(
            (IsRewritten(header) ? Messages.JournalRewritten : Messages.NotAJournal).With(path));

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
        catch (CsvHeaderException exception)
        {
            throw InvalidHeader(_file.Path, exception.Header);
        }

        return last;
    }

    private JournalRun? CheckCommand(JournalRun? last) => last is null || last.Source.Command == _source().Command
        ? last
        : throw CentryException.InvalidForAll(Messages.JournalOfOtherCommand.With(
            _file.Path, TerminalText.Show(last.Source.Command), _source().Command));

    private static bool IsRewritten(string header) =>
        header == string.Join(";", JournalLine.Columns) || header == string.Join("\t", JournalLine.Columns);

    // Sortable by time, and unique.
    private string NewRun()
    {
        var time = _time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return $"{time}-{Guid.NewGuid().ToString("N").Substring(0, 6)}";
    }
}
