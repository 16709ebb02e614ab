using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>The effect of a run on one object: all its changes of that object together.</summary>
internal sealed class RunEffect
{
    private readonly Dictionary<string, AttributeEffect> _attributes = new(StringComparer.Ordinal);

    private RunEffect(RecordedChange first) => First = first;

    /// <summary>The first change.</summary>
    public RecordedChange First { get; }

    /// <summary>The last change.</summary>
    public RecordedChange Last { get; private set; } = null!;

    /// <summary>The id of the object; null if its creation was not answered.</summary>
    public string? Id { get; private set; }

    /// <summary>The texts that identify the object in the journal.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if the object was created.</summary>
    public bool IsCreation => First.Old is null;

    /// <summary>True if the object was removed.</summary>
    public bool IsRemoval => Last.New is null;

    /// <summary>The attributes that were changed.</summary>
    public IReadOnlyDictionary<string, AttributeEffect> Attributes => _attributes;

    /// <summary>Returns the effects of a run, the one with the latest change first.</summary>
    /// <param name="resource">The collection that the run changed.</param>
    /// <param name="changes">The changes of the run in order; those not applied or without values are ignored.</param>
    /// <param name="successors">The ids of the objects that have been created again.</param>
    public static IReadOnlyList<RunEffect> Of(
        ICentryResource resource,
        IEnumerable<RecordedChange> changes,
        Successors successors)
    {
        var latest = new Dictionary<RunEffect, int>();
        var known = new Dictionary<string, RunEffect>(StringComparer.OrdinalIgnoreCase);
        var place = 0;
        foreach (var change in changes.Where(change => change.MayBeApplied && !change.LacksValues))
        {
            var id = successors.Latest(change.Id);

            // A creation that was not answered and then repeated has only the callback URL in common.
            var name = change.Old is null || id is null ? change.Line.Id : id;
            var effect = known.TryGetValue(name, out var found) ? found : new RunEffect(change);
            known[name] = known[id ?? name] = effect;
            latest[effect] = place++;
            effect.Add(change, id, change.Old is null ? null : resource.Parse(change));
        }

        return [.. latest.OrderByDescending(effect => effect.Value).Select(effect => effect.Key)];
    }

    /// <summary>Returns the old values of selected attributes as they are sent: an address with its parts.</summary>
    public Dictionary<string, object?> OldValues(Func<AttributeEffect, bool> isSelected)
    {
        var attributes = new Dictionary<string, object?>();
        foreach (var effect in Attributes.Values.Where(isSelected))
        {
            var (name, part) = effect.Path;
            if (part is null)
            {
                attributes[name] = effect.Old;
            }
            else if (attributes.TryGetValue(name, out var parts))
            {
                ((Dictionary<string, object?>)parts!)[part] = effect.Old;
            }
            else
            {
                attributes[name] = new Dictionary<string, object?> { [part] = effect.Old };
            }
        }

        return attributes;
    }

    /// <summary>Returns the id of the object, or else the text that identifies it in the journal.</summary>
    public override string ToString() => Id ?? First.Line.Id;

    private void Add(RecordedChange change, string? id, CentryObject? before)
    {
        (Last, Id) = (change, id ?? Id);
        Names.UnionWith(new[] { change.Line.Id, change.Id, id }.OfType<string>());
        foreach (var name in change.Names)
        {
            var old = change.Old is not null && change.Old.TryGetValue(name, out var value) ? value : null;
            if (!_attributes.TryGetValue(name, out var effect))
            {
                effect = _attributes[name] = new AttributeEffect(name, old);
            }

            if (change.New is not null && change.New.TryGetValue(name, out var set))
            {
                var stored = before is null ? null : ObjectAttributes.Get(before, name);
                effect.Set(set, old, stored, change.Line.Outcome == CentryChangeOutcome.Applied);
            }
        }
    }
}
