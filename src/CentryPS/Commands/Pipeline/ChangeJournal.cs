using CentryPS.Api;
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

    /// <inheritdoc cref="Journal.ResumesValues"/>
    public bool ResumesValues => _journal.ResumesValues;

    /// <summary>How many changes were left out because the resumed run applied them.</summary>
    public int LeftOut => _journal.LeftOut;

    /// <summary>Whether a change is left out because the resumed run applied it.</summary>
    public bool IsDone(string id, byte[] change) => _journal.TryLeaveOut(TerminalText.Show(id), Digest(change));

    /// <summary>The same change with its lines in the journal. It is sent only when the first is written.</summary>
    /// <param name="id">The id of the object, or the text by which it is found.</param>
    /// <param name="change">The change as bytes.</param>
    /// <param name="send">Makes the change, and notes the old and the new values before it is sent.</param>
    /// <param name="isKept">Whether these values are kept.</param>
    public Func<ICaller, Task<T>> Record<T>(string id, byte[] change, Func<ICaller, ChangeNote, Task<T>> send, bool isKept) => async caller =>
    {
        var entry = Entry(id, change, isKept);
        if (!isKept)
        {
            entry.Start();
        }

        T result;
        try
        {
            result = await send(caller, entry).ConfigureAwait(false);
        }
        catch (CentryException failure) when (!entry.IsUnwritten)
        {
            var outcome = failure.IsApplied ? CentryChangeOutcome.Applied : failure.IsInDoubt ? CentryChangeOutcome.Unknown : CentryChangeOutcome.NotApplied;
            throw entry.End(outcome, failure) is { } problem ? failure.Final(MessageFormat.Join(failure.Message, problem)) : failure;
        }
        catch (OperationCanceledException cancelled)
        {
            entry.End(cancelled is CallNotSentException || !entry.IsStarted ? CentryChangeOutcome.NotApplied : CentryChangeOutcome.Unknown);
            throw;
        }

        return entry.End(CentryChangeOutcome.Applied) is { } reason
            ? throw CentryException.AppliedThen(Messages.AppliedUnjournaled.With(id, reason), result)
            : result;
    };

    /// <summary>Tells of an input that was refused before anything was sent.</summary>
    /// <returns>The refusal; one that ends the command where the journal cannot be written.</returns>
    public CentryException Refuse(string id, CentryException refusal) =>
        Entry(id, [], isKept: false).Refuse(refusal) is { } problem ? refusal.Final(MessageFormat.Join(refusal.Message, problem)) : refusal;

    /// <summary>Checks that a run is of the same server and company as the session.</summary>
    /// <param name="run">What the run changed.</param>
    /// <param name="path">The journal, for messages.</param>
    /// <param name="resource">A collection to learn the company of the session from.</param>
    /// <param name="caller">Calls Centry in the session.</param>
    /// <param name="refusal">The message that the run cannot be used.</param>
    /// <exception cref="CentryException">It is not (<see cref="CentryErrorCode.WrongCompany"/>).</exception>
    public static async Task CheckSourceAsync(JournalSource run, string path, ICentryResource resource, ICaller caller, string refusal)
    {
        try
        {
            await new ObjectOrigin(run.Server, run.Company).CheckAsync(resource, caller, path).ConfigureAwait(false);
        }
        catch (CentryException failure)
        {
            throw failure.Final(MessageFormat.Join(refusal, failure.Message));
        }
    }

    public void Dispose() => _journal.Dispose();

    /// <summary>Whether an exception says that a file cannot be written or read.</summary>
    public static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException or ObjectDisposedException;

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

    private JournalEntry Entry(string id, byte[] change, bool isKept) => new(_journal, id, Digest(change), isKept);
}
