using CentryPS.Files;
using CentryPS.Models;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>
/// The lines of one change in a journal: one before it is sent, and one with its outcome. Only the values that change
/// are recorded: an address by its parts (<c>address_shipping.city</c>), the lines of an order by their ids.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="id">The id of the object, or the text by which it is found.</param>
/// <param name="change">The digest of the change.</param>
internal sealed class ChangeNote(Journal journal, string id, string change)
{
    private Dictionary<string, object?>? _old;
    private Dictionary<string, object?>? _new;

    /// <summary>True once the first line has been written or has failed to be written.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>True if the first line could not be written, so that nothing was sent.</summary>
    public bool IsUnwritten { get; private set; }

    public void StartUpdate(CentryObject now, ObjectChange update)
    {
        // An address that does not exist yet is recorded as a whole, since its parts have no old values.
        var values = update.Attributes
            .SelectMany(sent => ObjectAttributes.Get(now, sent.Key) is null
                ? [(Name: sent.Key, Sent: sent.Value)]
                : AttributeComparison.Parts(sent.Key, sent.Value))
            .Select(part => (part.Name, part.Sent, Stored: AttributeComparison.Stored(now, part.Name)))
            .Where(part => !AttributeComparison.IsSame(part.Name, part.Sent, part.Stored))
            .ToArray();
        StartWith(
            now.Id,
            values.ToDictionary(value => value.Name, value => OldValue(value.Sent, value.Stored)),
            values.ToDictionary(value => value.Name, value => value.Sent));
    }

    public void StartCreation(IReadOnlyDictionary<string, object?> attributes) =>
        StartWith(foundId: null, old: null, attributes.ToDictionary(pair => pair.Key, pair => pair.Value));

    public void SetCreatedId(string createdId) => _new?[RecordedChange.IdName] = createdId;

    /// <summary>Records the attributes with which the object can be created again.</summary>
    public void StartRemoval(CentryObject now)
    {
        var attributes = ObjectAttributes.Of(now).Where(pair => !AttributeTable.IsReadOnly(pair.Key));
        StartWith(now.Id, attributes.ToDictionary(pair => pair.Key, pair => pair.Value), @new: null);
    }

    /// <summary>Records that the object needs no change, and the id under which it was found.</summary>
    public void StartWithoutChange(string? foundId = null) => StartWith(foundId, [], []);

    /// <summary>Writes the first line.</summary>
    /// <exception cref="CentryException">The journal cannot be written; nothing may be sent.</exception>
    public void Start()
    {
        IsStarted = true;
        if (TryWrite(CentryChangeOutcome.Started) is { } unwritten)
        {
            IsUnwritten = true;
            throw CentryException.InvalidForAll(unwritten);
        }
    }

    /// <summary>Writes the outcome, and the first line if it is missing.</summary>
    /// <returns>The reason why a line could not be written; null if both were written.</returns>
    public string? End(CentryChangeOutcome outcome, CentryException? failure = null)
    {
        var problem = IsStarted ? null : TryWrite(CentryChangeOutcome.Started);
        IsStarted = true;
        return problem ?? TryWrite(outcome, failure);
    }

    /// <summary>Writes a line.</summary>
    /// <returns>The reason why it could not be written; null if it was written.</returns>
    public string? TryWrite(CentryChangeOutcome outcome, CentryException? failure = null)
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
        catch (Exception exception) when (IsDiskFailure(exception))
        {
            return Messages.JournalFailed.With(exception.Message);
        }
    }

    /// <summary>Returns true if an exception means that a journal cannot be read or written.</summary>
    public static bool IsDiskFailure(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ObjectDisposedException;

    // Records the id if the line identifies the object by another text. A creation has no old values, a removal no new
    // ones.
    private void StartWith(string? foundId, Dictionary<string, object?>? old, Dictionary<string, object?>? @new)
    {
        (_old, _new) = (old, @new);
        if (foundId is not null && foundId != id)
        {
            _old?[RecordedChange.IdName] = foundId;
            _new?[RecordedChange.IdName] = foundId;
        }

        Start();
    }

    // An address that is created again gets another id and other times.
    private static object? OldValue(object? sent, object? stored) => (sent, stored) switch
    {
        (object?[] lines, CentryOrderItem[] before) => ItemsKind.Before(lines, before),
        (_, CentryAddress address) => AddressKind.PartsOf(address),
        _ => stored,
    };

    private static string Json(Dictionary<string, object?>? values) =>
        values is null ? string.Empty : System.Text.Encoding.UTF8.GetString(JsonBody.Write(values));
}
