using System.Globalization;
using System.Text;
using CentryPS.Http;

namespace CentryPS.Commands.Pipeline;

/// <summary>
/// What became of each input of a bulk, in a CSV file that a killed process leaves behind: a line before a change is sent, and one
/// as soon as its outcome is known. Safe for many threads.
/// </summary>
internal sealed class ResultFile : IDisposable
{
    private const string Started = "Started";

    private static readonly string[] Header = ["time", "id", "change", "outcome", "error_code", "message"];

    private readonly Dictionary<(string Id, string Change), int> _applied = [];
    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly StreamWriter _file;

    /// <summary>Begins a file anew, or goes on with one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="resumes">Whether to go on.</param>
    /// <param name="time">The clock of the lines.</param>
    /// <exception cref="CentryException">It cannot be written, or is not such a file.</exception>
    public ResultFile(string path, bool resumes, TimeProvider time)
    {
        _time = time;
        _file = OnDisk(() =>
        {
            var isThere = resumes && File.Exists(path) && new FileInfo(path).Length > 0;
            var isWhole = !isThere || Read(path);
            var stream = new FileStream(path, isThere ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read);
            var file = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: !isThere)) { AutoFlush = true };
            file.Write(isThere ? (isWhole ? string.Empty : "\r\n") : CsvLine.Of(Header, ',') + "\r\n");
            return file;
        });
    }

    /// <summary>How many inputs were left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>True where the file calls this change of this id applied, once for each time that it does.</summary>
    public bool IsDone(string id, byte[] change)
    {
        var key = (id, Digest(change));
        if (!_applied.TryGetValue(key, out var times) || times == 0)
        {
            return false;
        }

        _applied[key] = times - 1;
        LeftOut++;
        return true;
    }

    /// <summary>The same change, told in the file before it is sent and after.</summary>
    public Func<ICaller, Task<T>> Record<T>(string id, byte[] change, Func<ICaller, Task<T>> send) => async caller =>
    {
        Write(id, change, Started, failure: null);
        try
        {
            var result = await send(caller).ConfigureAwait(false);
            Write(id, change, nameof(CallOutcome.Applied), failure: null);
            return result;
        }
        catch (CentryException failure)
        {
            Write(id, change, (failure.IsInDoubt ? CallOutcome.Unknown : CallOutcome.NotApplied).ToString(), failure);
            throw;
        }
        catch (CallNotSentException)
        {
            Write(id, change, nameof(CallOutcome.NotApplied), failure: null);
            throw;
        }
        catch (OperationCanceledException)
        {
            Write(id, change, nameof(CallOutcome.Unknown), failure: null);
            throw;
        }
    };

    /// <summary>Tells of an input that was refused before anything was sent.</summary>
    public void Refuse(string id, CentryException refusal) => Write(id, [], nameof(CallOutcome.NotApplied), refusal);

    public void Dispose()
    {
        lock (_lock)
        {
            _file.Dispose();
        }
    }

    // Whether the last line is whole; what a process was killed at is not read.
    private bool Read(string path)
    {
        var text = File.ReadAllText(path);
        var lines = text.Split('\n');
        if (lines[0].TrimEnd('\r') != CsvLine.Of(Header, ','))
        {
            throw CentryException.InvalidForAll(Messages.NotAResultFile.With(path));
        }

        foreach (var cells in lines.Skip(1).Take(lines.Length - 2).Select(line => CsvLine.Read(line.TrimEnd('\r'), ',')))
        {
            if (cells.Count == Header.Length && cells[3] == nameof(CallOutcome.Applied))
            {
                var key = (cells[1], cells[2]);
                _applied[key] = _applied.TryGetValue(key, out var times) ? times + 1 : 1;
            }
        }

        return text[text.Length - 1] == '\n';
    }

    private void Write(string id, byte[] change, string outcome, CentryException? failure)
    {
        var line = CsvLine.Of(
            [
                _time.GetUtcNow().ToString("o", CultureInfo.InvariantCulture),
                id,
                Digest(change),
                outcome,
                failure?.ErrorCode.ToString() ?? string.Empty,
                TerminalText.Show(failure?.Message ?? string.Empty),
            ],
            ',');
        OnDisk(() =>
        {
            lock (_lock)
            {
                _file.Write(line + "\r\n");
            }

            return true;
        });
    }

    // Enough to tell the changes of one id apart.
    private static string Digest(byte[] change) => change.Length == 0 ? string.Empty : change.ToSha256().Substring(0, 16);

    private static T OnDisk<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw CentryException.InvalidForAll(Messages.ResultFileFailed.With(exception.Message));
        }
    }
}
