using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>The effect of a run on one attribute of an object, or on one part of an address.</summary>
/// <param name="name">The attribute's name, or that of the part: <c>address_shipping.city</c>.</param>
/// <param name="old">The value before the run.</param>
internal sealed class AttributeEffect(string name, object? old)
{
    private readonly List<object?> _set = [];

    /// <summary>The value to restore.</summary>
    public object? Old { get; private set; } = Read(name, old);

    /// <summary>True if it was changed elsewhere during the run, so that only later changes can be undone.</summary>
    public bool IsInterrupted { get; private set; }

    private object? Last => _set.Count > 0 ? _set[_set.Count - 1] : Old;

    /// <summary>Adds a change of the run.</summary>
    /// <param name="value">The value that was sent.</param>
    /// <param name="before">The value before.</param>
    /// <param name="stored">The value before, in the type of the object's property.</param>
    /// <param name="isApplied">True if the change was applied; false if its outcome is unknown.</param>
    public void Set(object? value, object? before, object? stored, bool isApplied)
    {
        if (_set.Count > 0 && !IsSet(stored) && !IsOld(stored))
        {
            (IsInterrupted, Old) = (true, Read(name, before));
            _set.Clear();
        }

        if (isApplied)
        {
            _set.Clear();
        }

        _set.Add(Read(name, value));
    }

    public bool IsOld(object? stored) => Old is Array
        ? ResponseCheck.IsConfirmed(name, Old, stored) // for lines of an order, only the changed values are known
        : AttributeComparison.IsSame(name, Old, stored) || (Old is null or "" && stored is null or "");

    /// <summary>Returns true if the order still has lines that the run added, which cannot be removed.</summary>
    public bool HasAdded(object? stored) => Old is object?[] before && _set.OfType<object?[]>()
        .Select(lines => ItemsKind.Added(lines, before))
        .Any(added => added.Length > 0 && ResponseCheck.IsConfirmed(name, added, stored));

    public bool IsSet(object? stored) =>
        _set.Any(value => ResponseCheck.IsConfirmed(name, value, stored) && !HasAddedElsewhere(value, stored));

    public object? Stored(CentryObject item) => AttributeComparison.Stored(item, name);

    /// <summary>Describes why the attribute is not restored.</summary>
    public string Describe(CentryObject now)
    {
        var (stored, shownName) = (Stored(now), TerminalText.Show(name));
        return HasAdded(stored) ? Messages.LinesStay.With(name)
            : IsInterrupted && (IsOld(stored) || IsSet(stored))
                ? Messages.ChangedWithin.With(shownName, ObjectChange.Show(Old))
            : stored is CentryAddress address
                ? Messages.PartsChanged.With(shownName, string.Join(", ", ChangedParts(address)))
            : (_set.Count > 0 ? Messages.SetAndNow : Messages.WasAndNow)
                .With([shownName, .. ObjectChange.Show(Last, stored)]);
    }

    // Names only: the message is written to the journal, which may keep only values that the run changed.
    private IEnumerable<string> ChangedParts(CentryAddress address)
    {
        var set = Last as IDictionary<string, object?> ?? new Dictionary<string, object?>();
        var stored = AddressKind.PartsOf(address);
        return set.Keys.Union(stored.Keys).Where(part => !Equals(ValueOf(set, part), ValueOf(stored, part)));

        static object? ValueOf(IDictionary<string, object?> parts, string part) =>
            parts.TryGetValue(part, out var value) ? value : null;
    }

    // Returns true if another program added values to an address that the run created, or to an object or a list.
    private bool HasAddedElsewhere(object? value, object? stored) => (value, stored) switch
    {
        (IDictionary<string, object?> parts, CentryAddress address) =>
            AddressKind.PartsOf(address).Any(part => !Blank.Is(part.Value) && !parts.ContainsKey(part.Key)),
        (_, CentryOrderItem[]) => false,
        (IDictionary<string, object?> or object?[], IDictionary<string, object?> or object?[]) =>
            !AttributeComparison.IsSame(name, value, stored),
        _ => false,
    };

    // Journals are JSON, which has no dates: converts a value to the type that is sent.
    private static object? Read(string name, object? value)
    {
        try
        {
            return value is null or ""
                ? value
                : AttributeTable.Of(name).Read(value, new ReadContext(ValueSource.Property));
        }
        catch (CentryException)
        {
            return value; // a value of Centry's that this module would not send
        }
    }
}
