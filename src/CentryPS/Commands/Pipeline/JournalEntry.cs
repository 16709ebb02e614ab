using CentryPS.Api;
using CentryPS.Files;
using CentryPS.Models.Json;

namespace CentryPS.Commands.Pipeline;

/// <summary>The lines of one change in a journal: one before it is sent, and one with its outcome.</summary>
/// <param name="journal">The journal.</param>
/// <param name="id">The id of the object, or the text by which it is found.</param>
/// <param name="change">A digest of the change.</param>
/// <param name="isKept">Whether the old and the new values are recorded.</param>
internal sealed class JournalEntry(Journal journal, string id, string change, bool isKept) : ChangeNote
{
    private Dictionary<string, object?>? _old;
    private Dictionary<string, object?>? _new;

    /// <inheritdoc/>
    public override bool IsKept => isKept;

    /// <inheritdoc/>
    public override void Created(string id)
    {
        if (IsKept)
        {
            SetId(_new, id);
        }
    }

    /// <summary>Whether the first line has been written, or writing it was tried.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Whether the first line could not be written, so that nothing was sent.</summary>
    public bool IsUnwritten { get; private set; }

    /// <summary>Writes the first line.</summary>
    /// <exception cref="CentryException">It cannot be written.</exception>
    public void Start()
    {
        IsStarted = true;
        if (TryWrite(CentryChangeOutcome.Started) is { } unwritten)
        {
            IsUnwritten = true;
            throw CentryException.InvalidForAll(unwritten);
        }
    }

    /// <summary>Writes the outcome.</summary>
    /// <returns>Why it could not be written; null if it was.</returns>
    public string? End(CentryChangeOutcome outcome, CentryException? failure = null)
    {
        var problem = IsStarted ? null : TryWrite(CentryChangeOutcome.Started);
        IsStarted = true;
        return problem ?? TryWrite(outcome, failure);
    }

    /// <summary>Writes that the input was refused before anything was sent.</summary>
    /// <returns>Why it could not be written; null if it was.</returns>
    public string? Refuse(CentryException refusal) => TryWrite(CentryChangeOutcome.NotApplied, refusal);

    private protected override void Begin(
        string? known, Dictionary<string, object?>? old, Dictionary<string, object?>? @new)
    {
        (_old, _new) = (old, @new);
        if (known is not null && known != id)
        {
            SetId(_old, known);
            SetId(_new, known);
        }

        Start();
    }

    // For a line that identifies the object by another text than its id.
    private static void SetId(Dictionary<string, object?>? values, string id)
    {
        if (values is not null)
        {
            values["_id"] = id;
        }
    }

    private static string Json(Dictionary<string, object?>? values) =>
        values is null ? string.Empty : System.Text.Encoding.UTF8.GetString(JsonBody.Write(values));

    private string? TryWrite(CentryChangeOutcome outcome, CentryException? failure = null)
    {
        try
        {
            journal.Write(new JournalLine(TerminalText.Show(id), change, outcome)
            {
                ErrorCode = failure?.ErrorCode.ToString() ?? string.Empty,
                Message = TerminalText.Show(failure?.Message ?? string.Empty),
                Old = Json(_old),
                New = Json(_new),
            });
            return null;
        }
        catch (Exception exception) when (ChangeJournal.IsOfDisk(exception))
        {
            return Messages.JournalFailed.With(exception.Message);
        }
    }
}
