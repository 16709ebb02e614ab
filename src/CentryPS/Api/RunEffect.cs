using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Api;

/// <summary>The effect of a run on one object: all its changes of that object together.</summary>
internal sealed class RunEffect(RecordedChange first)
{
    public RecordedChange First { get; } = first;

    public RecordedChange Last { get; private set; } = first;

    /// <summary>The id of the object; null if the response to its creation was lost.</summary>
    public string? Id { get; private set; }

    /// <summary>The texts that identify the object in the journal.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsCreation => First.Old is null;

    public bool IsRemoval => Last.New is null;

    public Dictionary<string, AttributeEffect> Attributes { get; } = [];

    /// <summary>Returns the effects of a run, the one with the latest change first.</summary>
    /// <param name="resource">The collection that the run changed.</param>
    /// <param name="changes">The changes of the run in order; those not applied or without values are ignored.</param>
    /// <param name="journal">The changes of all runs of the journal.</param>
    public static IReadOnlyList<RunEffect> Of(
        ICentryResource resource,
        IEnumerable<RecordedChange> changes,
        IEnumerable<RecordedChange> journal)
    {
        var successors = Successors(journal);
        var byName = new Dictionary<string, RunEffect>(StringComparer.OrdinalIgnoreCase);
        var effects = new Stack<RunEffect>();
        foreach (var change in changes.Where(change => change.MayBeApplied && !change.LacksValues))
        {
            var id = FollowSuccessors(change.Id, successors);

            // A creation without a response and its repetition have only the callback URL in common.
            var name = change.Old is null || id is null ? change.Line.Id : id;
            var effect = byName.TryGetValue(name, out var found) ? found : new RunEffect(change);
            byName[name] = byName[id ?? name] = effect;
            effects.Push(effect);
            effect.Add(change, id, change.Old is null ? null : resource.Parse(change));
        }

        return [.. effects.Distinct()];
    }

    /// <summary>Returns the old values of selected attributes in the form in which they are sent.</summary>
    public Dictionary<string, object?> OldValues(Func<AttributeEffect, bool> isSelected)
    {
        var attributes = new Dictionary<string, object?>();
        foreach (var effect in Attributes.Where(effect => isSelected(effect.Value)))
        {
            var (name, part) = AttributeComparison.Split(effect.Key);
            if (part is null)
            {
                attributes[name] = effect.Value.Old;
            }
            else if (attributes.TryGetValue(name, out var parts))
            {
                ((Dictionary<string, object?>)parts!)[part] = effect.Value.Old;
            }
            else
            {
                attributes[name] = new Dictionary<string, object?> { [part] = effect.Value.Old };
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
            if (!Attributes.TryGetValue(name, out var effect))
            {
                effect = Attributes[name] = new AttributeEffect(name, old);
            }

            if (change.New is not null && change.New.TryGetValue(name, out var set))
            {
                var stored = before is null ? null : ObjectAttributes.Get(before, name);
                effect.Set(set, old, stored, change.Line.Outcome == CentryChangeOutcome.Applied);
            }
        }
    }

    // Returns the ids of the webhooks that were created again when a removal was undone, by the previous ids.
    private static Dictionary<string, string> Successors(IEnumerable<RecordedChange> journal) => journal
        .Where(change => ObjectId.IsValid(change.Line.Id)
            && change.Id is { } id && id != change.Line.Id
            && change.Old?.Count is null or 1)
        .GroupBy(change => change.Line.Id, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.Last().Id!, StringComparer.OrdinalIgnoreCase);

    // The limit ends a cycle in an edited journal.
    private static string? FollowSuccessors(string? id, Dictionary<string, string> successors)
    {
        for (var i = 0; i < successors.Count && id is not null && successors.TryGetValue(id, out var next); i++)
        {
            id = next;
        }

        return id;
    }
}
