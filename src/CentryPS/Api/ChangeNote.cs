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
/// <param name="change">A digest of the change.</param>
internal sealed class ChangeNote(Journal journal, string id, string change)
{
    private const string IdName = "_id";

    private Dictionary<string, object?>? _old;
    private Dictionary<string, object?>? _new;

    /// <summary>True if the first line has been written, or writing it was tried.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>True if the first line could not be written, so that nothing was sent.</summary>
    public bool IsUnwritten { get; private set; }

    /// <summary>Records that attributes of an object are about to be changed.</summary>
    public void Update(CentryObject now, ObjectChange update)
    {
        // An address that does not exist yet is recorded whole, since its parts have no old values.
        var values = update.Attributes
            .SelectMany(sent => ObjectAttributes.Get(now, sent.Key) is null
                ? [(Name: sent.Key, Sent: sent.Value)]
                : AttributeComparison.Parts(sent.Key, sent.Value))
            .Select(part => (part.Name, part.Sent, Stored: AttributeComparison.Stored(now, part.Name)))
            .Where(part => !AttributeComparison.IsSame(part.Name, part.Sent, part.Stored))
            .ToArray();
        Begin(
            now.Id,
            values.ToDictionary(value => value.Name, value => OldValue(value.Sent, value.Stored)),
            values.ToDictionary(value => value.Name, value => value.Sent));
    }

    /// <summary>Records that an object is about to be created.</summary>
    public void Create(IReadOnlyDictionary<string, object?> attributes) =>
        Begin(known: null, old: null, attributes.ToDictionary(pair => pair.Key, pair => pair.Value));

    /// <summary>Records the id of an object that was created.</summary>
    public void Created(string created) => _new?[IdName] = created;

    /// <summary>Records that an object is about to be removed, with the attributes that create it again.</summary>
    public void Remove(CentryObject now)
    {
        var attributes = ObjectAttributes.Of(now).Where(pair => !AttributeTable.IsReadOnly(pair.Key));
        Begin(now.Id, attributes.ToDictionary(pair => pair.Key, pair => pair.Value), @new: null);
    }

    /// <summary>Records that the object needs no change, and its id if it differs from the journal's.</summary>
    public void Leave(string? known = null) => Begin(known, [], []);

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
    /// <returns>Why it could not be written; null if it was.</returns>
    public string? End(CentryChangeOutcome outcome, CentryException? failure = null)
    {
        var problem = IsStarted ? null : TryWrite(CentryChangeOutcome.Started);
        IsStarted = true;
        return problem ?? TryWrite(outcome, failure);
    }

    /// <summary>Writes a line.</summary>
    /// <returns>Why it could not be written; null if it was.</returns>
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
        catch (Exception exception) when (IsOfDisk(exception))
        {
            return Messages.JournalFailed.With(exception.Message);
        }
    }

    /// <summary>Returns true if an exception means that a journal cannot be read or written.</summary>
    public static bool IsOfDisk(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ObjectDisposedException;

    // The id is recorded if the line identifies the object by another text. Old values are null for an object that is
    // created, new ones for an object that is removed.
    private void Begin(string? known, Dictionary<string, object?>? old, Dictionary<string, object?>? @new)
    {
        (_old, _new) = (old, @new);
        if (known is not null && known != id)
        {
            _old?[IdName] = known;
            _new?[IdName] = known;
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
