using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>The ids of the webhooks that were created again when a removal was undone.</summary>
/// <param name="changes">The changes of all runs of a journal.</param>
internal sealed class Successors(IEnumerable<RecordedChange> changes)
{
    private readonly Dictionary<string, string> _next = changes
        .Where(change => ObjectId.IsValid(change.Line.Id)
            && change.Id is { } id && id != change.Line.Id
            && change.Old?.Count is null or 1)
        .GroupBy(change => change.Line.Id, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.Last().Id!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the id that an object has now.</summary>
    public string? Latest(string? id)
    {
        for (var i = 0; i < _next.Count && id is not null && _next.TryGetValue(id, out var next); i++)
        {
            id = next;
        }

        return id;
    }
}
