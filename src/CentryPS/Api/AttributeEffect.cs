using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>What a run did to one attribute of an object, or to one part of an address.</summary>
/// <param name="name">Its name; of a part <c>address_shipping.city</c>.</param>
/// <param name="old">Its value before the run.</param>
internal sealed class AttributeEffect(string name, object? old)
{
    private readonly List<object?> _set = [];

    /// <summary>The value to put back.</summary>
    public object? Old { get; private set; } = Read(name, old);

    /// <summary>Whether somebody else changed it between two changes of the run, so that only the later one can be undone.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>The run set it.</summary>
    /// <param name="value">The value that was sent.</param>
    /// <param name="before">The value before.</param>
    /// <param name="stored">The value before, as an object has it.</param>
    /// <param name="isApplied">Whether it was applied; otherwise it may have been.</param>
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

    /// <summary>Whether a value that the object has is the one before the run.</summary>
    public bool IsOld(object? stored) => Old is Array
        ? AnswerCheck.IsConfirmed(name, Old, stored) // of lines of an order only the values that were changed are known
        : AttributeComparison.IsSame(name, Old, stored) || (Old is null or "" && stored is null or "");

    /// <summary>Whether the run added lines to an order that are still there: they cannot be removed.</summary>
    public bool HasAdded(object? stored) => Old is object?[] before && _set.OfType<object?[]>()
        .Any(lines => ItemsKind.Added(lines, before) is { Length: > 0 } added && AnswerCheck.IsConfirmed(name, added, stored));

    /// <summary>Whether a value that the object has is one that the run set.</summary>
    public bool IsSet(object? stored) => _set.Any(value => AnswerCheck.IsConfirmed(name, value, stored) && !HasMore(value, stored));

    /// <summary>The value that an object has.</summary>
    public object? Stored(CentryObject item) => AttributeComparison.Stored(item, name);

    /// <summary>The attribute, and the part of it where it is an address.</summary>
    public (string Name, string? Part) Path => name.IndexOf('.') is > 0 and var dot ? (name.Substring(0, dot), name.Substring(dot + 1)) : (name, null);

    /// <summary>What is not put back, as a message names it.</summary>
    public string Describe(CentryObject now) =>
        HasAdded(Stored(now)) ? Messages.LinesStay.With(name)
        : IsInterrupted && (IsOld(Stored(now)) || IsSet(Stored(now))) ? Messages.ChangedWithin.With(TerminalText.Show(name), ObjectChange.Show(Old))
        : Stored(now) is CentryAddress address ? Messages.PartsChanged.With(TerminalText.Show(name), string.Join(", ", Changed(address)))
        : (_set.Count > 0 ? Messages.SetAndNow : Messages.WasAndNow).With([TerminalText.Show(name), .. ObjectChange.Show(Last, Stored(now))]);

    private object? Last => _set.Count > 0 ? _set[_set.Count - 1] : Old;

    // By name alone: the journal gets this text, and may keep only values that the run changed.
    private IEnumerable<string> Changed(CentryAddress address)
    {
        var set = Last as IDictionary<string, object?> ?? new Dictionary<string, object?>();
        var there = AddressKind.Merge(address, new Dictionary<string, object?>());
        return set.Keys.Union(there.Keys).Where(part =>
            !Equals(set.TryGetValue(part, out var value) ? value : null, there.TryGetValue(part, out var stored) ? stored : null));
    }

    // Somebody has added to an address that the run created, or to an object or a list.
    private bool HasMore(object? value, object? stored) => (value, stored) switch
    {
        (IDictionary<string, object?> parts, CentryAddress address) =>
            AddressKind.Merge(address, new Dictionary<string, object?>()).Any(part => !Blank.Is(part.Value) && !parts.ContainsKey(part.Key)),
        (IDictionary<string, object?> or object?[], IDictionary<string, object?> or object?[]) when stored is not CentryOrderItem[] =>
            !AttributeComparison.IsSame(name, value, stored),
        _ => false,
    };

    // As it is sent: JSON has no dates.
    private static object? Read(string name, object? value)
    {
        try
        {
            return value is null or "" ? value : AttributeTable.Of(name).Read(value, new ReadContext(ValueSource.Property));
        }
        catch (CentryException)
        {
            return value; // Centry had it, though this module would not send it
        }
    }
}
