using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>What a run did to one object: all its changes of that object together.</summary>
internal sealed class RunEffect
{
    private readonly Dictionary<string, AttributeEffect> _attributes = new(StringComparer.Ordinal);

    private RunEffect(RecordedChange first) => First = first;

    /// <summary>The first change.</summary>
    public RecordedChange First { get; }

    /// <summary>The last change.</summary>
    public RecordedChange Last { get; private set; } = null!;

    /// <summary>The id of the object; null for one whose creation was not answered.</summary>
    public string? Id { get; private set; }

    /// <summary>The texts by which the journal has it.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the object was created.</summary>
    public bool IsCreation => First.Old is null;

    /// <summary>Whether the object was removed.</summary>
    public bool IsRemoval => Last.New is null;

    /// <summary>The attributes that were changed.</summary>
    public IReadOnlyDictionary<string, AttributeEffect> Attributes => _attributes;

    /// <summary>The effects of a run, the one whose last change is the latest first.</summary>
    /// <param name="resource">What the run changed.</param>
    /// <param name="changes">The changes of the run, in their order. Those that were not applied, or keep no values, are left out.</param>
    /// <param name="successors">The ids of the objects that were created again since.</param>
    public static IReadOnlyList<RunEffect> Of(ICentryResource resource, IEnumerable<RecordedChange> changes, Successors successors)
    {
        var latest = new Dictionary<RunEffect, int>();
        var known = new Dictionary<string, RunEffect>(StringComparer.OrdinalIgnoreCase);
        var place = 0;
        foreach (var change in changes.Where(change => change.MayBeApplied && (change.Old is not null || change.New is not null)))
        {
            var id = successors.Latest(change.Id);

            // A creation that was not answered, and is repeated, has the address alone in common.
            var name = change.Old is null || id is null ? change.Line.Id : id;
            var effect = known.TryGetValue(name, out var found) ? found : new RunEffect(change);
            known[name] = known[id ?? name] = effect;
            latest[effect] = place++;
            effect.Add(change, id, change.Old is null ? null : resource.Parse(change));
        }

        return [.. latest.OrderByDescending(effect => effect.Value).Select(effect => effect.Key)];
    }

    /// <summary>The id of the object, or else the text by which the journal has it.</summary>
    public override string ToString() => Id ?? First.Line.Id;

    private void Add(RecordedChange change, string? id, CentryObject? before)
    {
        (Last, Id) = (change, id ?? Id);
        Names.UnionWith(new[] { change.Line.Id, change.Id, id }.OfType<string>());
        foreach (var name in new[] { change.Old, change.New }.SelectMany(values => values?.Keys ?? []).Distinct().Where(name => name != "_id"))
        {
            var old = change.Old is not null && change.Old.TryGetValue(name, out var value) ? value : null;
            if (!_attributes.TryGetValue(name, out var effect))
            {
                effect = _attributes[name] = new AttributeEffect(name, old);
            }

            if (change.New is not null && change.New.TryGetValue(name, out var set))
            {
                effect.Set(set, old, before is null ? null : ObjectAttributes.Get(before, name), change.Line.Outcome == CentryChangeOutcome.Applied);
            }
        }
    }
}
