using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>
/// Records the old and the new values of a change before it is sent. Only the values that change are recorded: an
/// address by its parts (<c>address_shipping.city</c>), the lines of an order by their ids.
/// </summary>
internal abstract class ChangeNote
{
    /// <summary>A note that records nothing.</summary>
    public static readonly ChangeNote Ignored = new IgnoredNote();

    /// <summary>True if values are recorded, so that the object has to be read first.</summary>
    public abstract bool IsKept { get; }

    /// <summary>Records that attributes of an object are about to be changed.</summary>
    public void Update(CentryObject now, ObjectChange change)
    {
        if (IsKept)
        {
            // An address that does not exist yet is recorded whole, since its parts have no old values.
            var values = change.Attributes
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
    }

    /// <summary>Records that an object is about to be created.</summary>
    public void Create(IReadOnlyDictionary<string, object?> attributes)
    {
        if (IsKept)
        {
            Begin(id: null, old: null, attributes.ToDictionary(pair => pair.Key, pair => pair.Value));
        }
    }

    /// <summary>Records that an object is about to be removed, with the attributes that create it again.</summary>
    public void Remove(CentryObject now)
    {
        if (IsKept)
        {
            var attributes = ObjectAttributes.Of(now).Where(pair => !AttributeTable.IsReadOnly(pair.Key));
            Begin(now.Id, attributes.ToDictionary(pair => pair.Key, pair => (object?)pair.Value), @new: null);
        }
    }

    /// <summary>Records that the object needs no change, and its id if it differs from the journal's.</summary>
    public void Leave(string? id = null) => Begin(id, [], []);

    /// <summary>Records the id of an object that was created.</summary>
    public virtual void Created(string id)
    {
    }

    // An address that is created again gets another id and other times.
    private static object? OldValue(object? sent, object? stored) => (sent, stored) switch
    {
        (object?[] lines, CentryOrderItem[] before) => ItemsKind.Before(lines, before),
        (_, CentryAddress address) => AddressKind.PartsOf(address),
        _ => stored,
    };

    /// <summary>Records the values before anything is sent.</summary>
    /// <param name="id">The id of the object; null if it has none yet.</param>
    /// <param name="old">The old values; null for an object that is created.</param>
    /// <param name="new">The new values; null for an object that is removed.</param>
    /// <exception cref="CentryException">The values cannot be recorded.</exception>
    private protected abstract void Begin(
        string? id,
        Dictionary<string, object?>? old,
        Dictionary<string, object?>? @new);

    private sealed class IgnoredNote : ChangeNote
    {
        public override bool IsKept => false;

        private protected override void Begin(
            string? id,
            Dictionary<string, object?>? old,
            Dictionary<string, object?>? @new)
        {
        }
    }
}
