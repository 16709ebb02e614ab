using CentryPS.Files;
using CentryPS.Http;

namespace CentryPS.Commands.Pipeline;

/// <summary>Tells a journal of the changes of a command: each one before it is sent, and as soon as its outcome is known.</summary>
/// <param name="path">The file, as a full path.</param>
/// <param name="source">What the command changes.</param>
/// <param name="resumes">Whether the command resumes the last run in the journal.</param>
/// <param name="time">The clock of the lines.</param>
/// <exception cref="CentryException">The journal cannot be used.</exception>
internal sealed class ChangeJournal(string path, Func<JournalSource> source, bool resumes, TimeProvider time) : IDisposable
{
    private readonly Journal _journal = Open(path, source, resumes, time);

    /// <summary>What the resumed run changes; null where this run resumes none.</summary>
    public JournalSource? Resumed => _journal.Resumed;

    /// <inheritdoc cref="Journal.ResumedRun"/>
    public string? ResumedRun => _journal.ResumedRun;

    /// <summary>How many changes were left out because the resumed run applied them.</summary>
    public int LeftOut => _journal.LeftOut;

    /// <summary>Whether a change is left out because the resumed run applied it.</summary>
    public bool IsDone(string id, byte[] change) => _journal.TryLeaveOut(TerminalText.Show(id), Digest(change));

    /// <summary>The same change with its lines in the journal. It is sent only when the first is written.</summary>
    public Func<ICaller, Task<T>> Record<T>(string id, byte[] change, Func<ICaller, Task<T>> send) => async caller =>
    {
        var digest = Digest(change);
        if (TryWrite(id, digest, JournalOutcome.Started) is { } unwritten)
        {
            throw CentryException.InvalidForAll(unwritten);
        }

        T result;
        try
        {
            result = await send(caller).ConfigureAwait(false);
        }
        catch (CentryException failure)
        {
            var outcome = failure.IsInDoubt ? JournalOutcome.Unknown : JournalOutcome.NotApplied;
            throw TryWrite(id, digest, outcome, failure) is { } problem ? failure.Final(MessageFormat.Join(failure.Message, problem)) : failure;
        }
        catch (OperationCanceledException cancelled)
        {
            TryWrite(id, digest, cancelled is CallNotSentException ? JournalOutcome.NotApplied : JournalOutcome.Unknown);
            throw;
        }

        return TryWrite(id, digest, JournalOutcome.Applied) is { } reason
            ? throw CentryException.AppliedThen(Messages.AppliedUnjournaled.With(id, reason), result)
            : result;
    };

    /// <summary>Tells of an input that was refused before anything was sent.</summary>
    /// <returns>The refusal; one that ends the command where the journal cannot be written.</returns>
    public CentryException Refuse(string id, CentryException refusal) =>
        TryWrite(id, string.Empty, JournalOutcome.NotApplied, refusal) is { } problem ? refusal.Final(MessageFormat.Join(refusal.Message, problem)) : refusal;

    public void Dispose() => _journal.Dispose();

    // Enough to tell the changes of one object apart.
    private static string Digest(byte[] change) => change.Length == 0 ? string.Empty : change.ToSha256().Substring(0, 16);

    private static Journal Open(string path, Func<JournalSource> source, bool resumes, TimeProvider time)
    {
        try
        {
            return new Journal(path, source, resumes, time);
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw CentryException.InvalidForAll(Messages.JournalFailed.With(exception.Message));
        }
    }

    private string? TryWrite(string id, string change, JournalOutcome outcome, CentryException? failure = null)
    {
        try
        {
            _journal.Write(TerminalText.Show(id), change, outcome, failure?.ErrorCode.ToString() ?? string.Empty, TerminalText.Show(failure?.Message ?? string.Empty));
            return null;
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            return Messages.JournalFailed.With(exception.Message);
        }
    }

    private static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException or ObjectDisposedException;
}
