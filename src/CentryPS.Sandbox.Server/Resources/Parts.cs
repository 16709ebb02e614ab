using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The parts of an object that have their own ids and times, such as an order's addresses and items.</summary>
internal static class Parts
{
    /// <summary>
    /// Merges a part into the existing part, or items into the existing list: updates the items whose <c>_id</c> is in
    /// the list, and appends the others. Returns false if there is no such part or list.
    /// </summary>
    public static bool Merge(JsonNode? target, JsonNode? sent)
    {
        switch (target, sent)
        {
            case (JsonObject part, JsonObject attributes):
                Attributes.Merge(part, attributes);
                return true;
            case (JsonArray list, JsonArray items):
                foreach (var item in items)
                {
                    MergeItem(list, item);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Copies new parts without the ids that the request contains.</summary>
    public static JsonNode? CopyWithoutIds(JsonNode? sent)
    {
        var copy = sent?.DeepClone();
        foreach (var part in copy is JsonArray list ? list.OfType<JsonObject>() : copy is JsonObject one ? [one] : [])
        {
            part.Remove("_id");
        }

        return copy;
    }

    /// <summary>Adds ids, times and default attributes to the parts of an object.</summary>
    /// <param name="item">The object.</param>
    /// <param name="parts">The attributes that hold parts, and the attributes of those parts.</param>
    /// <param name="store">The store of the object.</param>
    public static void Complete(JsonObject item, IReadOnlyDictionary<string, IReadOnlyList<string>> parts, ObjectStore store)
    {
        foreach (var (name, attributes) in parts)
        {
            foreach (var part in item[name] is JsonArray list ? list.OfType<JsonObject>() : item[name] is JsonObject one ? [one] : [])
            {
                if (part["_id"] is null)
                {
                    part["_id"] = store.NewId();
                    part["created_at"] = store.Now;
                    part["updated_at"] = store.Now;
                }

                foreach (var attribute in attributes)
                {
                    part.TryAdd(attribute, null);
                }
            }
        }
    }

    private static void MergeItem(JsonArray list, JsonNode? item)
    {
        var existing = list.OfType<JsonObject>().FirstOrDefault(other => item is JsonObject && item["_id"] is { } id && other["_id"]?.ToString() == id.ToString());
        if (existing is not null && item is JsonObject attributes)
        {
            Attributes.Merge(existing, attributes);
        }
        else
        {
            list.Add(CopyWithoutIds(item));
        }
    }
}
