using CentryPS.Api;
using CentryPS.Files;
using CentryPS.Http;

namespace CentryPS.Commands.Pipeline;

/// <summary>
/// Records each change of a command in a journal, before it is sent and when its outcome is known.
/// </summary>
/// <param name="path">The file, as a full path.</param>
/// <param name="source">Server, company and command.</param>
/// <param name="resumes">True to resume the last run in the journal.</param>
/// <param name="keepsValues">True to record old and new values, even if the resumed run has none.</param>
/// <param name="time">The clock of the lines.</param>
/// <exception cref="CentryException">The journal cannot be used.</exception>
internal sealed class ChangeJournal(
    string path, Func<JournalSource> source, bool resumes, bool keepsValues, TimeProvider time) : IDisposable
{
    private readonly Journal _journal = Access(() => new Journal(path, source, resumes, time));

    /// <inheritdoc cref="Journal.Resumed"/>
    public JournalSource? Resumed => _journal.Resumed;

    /// <inheritdoc cref="Journal.ResumedRun"/>
    public string? ResumedRun => _journal.ResumedRun;

    /// <summary>True if the old and the new values are recorded.</summary>
    public bool KeepsValues => keepsValues || _journal.ResumesValues;

    /// <inheritdoc cref="Journal.Skipped"/>
    public int Skipped => _journal.Skipped;

    /// <summary>Returns true if a change is skipped because the resumed run applied it.</summary>
    public bool IsDone(string id, byte[] change) => _journal.TrySkip(TerminalText.Show(id), Digest(change));

    /// <summary>
    /// Writes a line to the journal, makes a change, and writes a line with the outcome. The change is not sent if the
    /// first line cannot be written.
    /// </summary>
    /// <param name="id">The id of the object, or the text by which it is found.</param>
    /// <param name="change">The change as bytes.</param>
    /// <param name="send">Makes the change, and notes the old and the new values before it is sent.</param>
    public async Task<T> RecordAsync<T>(string id, byte[] change, Func<ChangeNote?, Task<T>> send)
    {
        var note = new ChangeNote(_journal, id, Digest(change));
        if (!KeepsValues)
        {
            note.Start();
        }

        T result;
        try
        {
            result = await send(KeepsValues ? note : null).ConfigureAwait(false);
        }
        catch (CentryException failure) when (!note.IsUnwritten)
        {
            var outcome = failure.IsApplied ? CentryChangeOutcome.Applied
                : failure.IsInDoubt ? CentryChangeOutcome.Unknown
                : CentryChangeOutcome.NotApplied;
            throw note.End(outcome, failure) is { } problem
                ? failure.Final(MessageFormat.Join(failure.Message, problem))
                : failure;
        }
        catch (OperationCanceledException cancelled)
        {
            var isUnsent = cancelled is CallNotSentException || !note.IsStarted;
            note.End(isUnsent ? CentryChangeOutcome.NotApplied : CentryChangeOutcome.Unknown);
            throw;
        }

        return note.End(CentryChangeOutcome.Applied) is { } reason
            ? throw CentryException.AppliedThen(Messages.AppliedUnjournaled.With(id, reason), result)
            : result;
    }

    /// <summary>Records an input that was refused before anything was sent.</summary>
    /// <returns>The error to report, which ends the command if the journal cannot be written.</returns>
    public CentryException Refuse(string id, CentryException refusal)
    {
        var problem = new ChangeNote(_journal, id, Digest([])).TryWrite(CentryChangeOutcome.NotApplied, refusal);
        return problem is null ? refusal : refusal.Final(MessageFormat.Join(refusal.Message, problem));
    }

    public void Dispose() => _journal.Dispose();

    /// <summary>Opens or reads a journal.</summary>
    /// <exception cref="CentryException">It cannot be used.</exception>
    public static T Access<T>(Func<T> access)
    {
        try
        {
            return access();
        }
        catch (Exception exception) when (ChangeNote.IsDiskFailure(exception))
        {
            throw CentryException.InvalidForAll(Messages.JournalFailed.With(exception.Message));
        }
    }

    // Long enough to distinguish the changes of one object.
    private static string Digest(byte[] change) =>
        change.Length == 0 ? string.Empty : change.ToSha256().Substring(0, 16);
}
