using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>
/// Takes note of the old and the new values of a change, just before it is sent. An address is noted by its parts
/// (<c>address_shipping.city</c>), lines of an order by their ids, and of both only what changes.
/// </summary>
internal abstract class ChangeNote
{
    /// <summary>The note of a change whose values nobody keeps.</summary>
    public static readonly ChangeNote Ignored = new IgnoredNote();

    /// <summary>Whether the values are kept, so that they have to be read.</summary>
    public abstract bool IsKept { get; }

    /// <summary>Attributes of an object are about to be changed.</summary>
    /// <param name="now">The object before.</param>
    /// <param name="change">The attributes to send.</param>
    public void Update(CentryObject now, ObjectChange change)
    {
        if (IsKept)
        {
            // Of an address that was not there, the parts were not there either.
            var values = change.Attributes
                .SelectMany(sent => ObjectAttributes.Get(now, sent.Key) is null ? [(sent.Key, sent.Value)] : AttributeComparison.Parts(sent.Key, sent.Value))
                .Select(part => (Name: part.Item1, Sent: part.Item2, Stored: AttributeComparison.Stored(now, part.Item1)))
                .Where(part => !AttributeComparison.IsSame(part.Name, part.Sent, part.Stored))
                .Select(part => part with { Stored = Kept(part.Sent, part.Stored) })
                .ToArray();
            Begin(now.Id, values.ToDictionary(value => value.Name, value => value.Stored), values.ToDictionary(value => value.Name, value => value.Sent));
        }
    }

    /// <summary>An object is about to be created.</summary>
    /// <param name="attributes">Its attributes.</param>
    public void Create(IReadOnlyDictionary<string, object?> attributes)
    {
        if (IsKept)
        {
            Begin(id: null, old: null, attributes.ToDictionary(pair => pair.Key, pair => pair.Value));
        }
    }

    /// <summary>An object is about to be removed.</summary>
    /// <param name="now">The object before: what is needed to create it again.</param>
    public void Remove(CentryObject now)
    {
        if (IsKept)
        {
            var attributes = ObjectAttributes.Of(now).Where(pair => !AttributeTable.IsReadOnly(pair.Key));
            Begin(now.Id, attributes.ToDictionary(pair => pair.Key, pair => (object?)pair.Value), @new: null);
        }
    }

    /// <summary>Nothing has to change.</summary>
    /// <param name="id">The id of the object, if it is another than the one in the journal.</param>
    public void Leave(string? id = null) => Begin(id, [], []);

    /// <summary>The object was created.</summary>
    /// <param name="id">Its id.</param>
    public virtual void Created(string id)
    {
    }

    // An address that is created again gets another id and other times.
    private static object? Kept(object? sent, object? stored) => (sent, stored) switch
    {
        (object?[] lines, CentryOrderItem[] before) => ItemsKind.Before(lines, before),
        (_, CentryAddress address) => AddressKind.Merge(address, new Dictionary<string, object?>()),
        _ => stored,
    };

    /// <summary>Keeps the values before anything is sent.</summary>
    /// <param name="id">The id of the object; null where it has none yet.</param>
    /// <param name="old">The old values; null for an object that does not exist yet.</param>
    /// <param name="new">The new values; null for an object that will not exist any more.</param>
    /// <exception cref="CentryException">They cannot be kept.</exception>
    private protected abstract void Begin(string? id, Dictionary<string, object?>? old, Dictionary<string, object?>? @new);

    private sealed class IgnoredNote : ChangeNote
    {
        public override bool IsKept => false;

        private protected override void Begin(string? id, Dictionary<string, object?>? old, Dictionary<string, object?>? @new)
        {
        }
    }
}
