using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The attributes of an object. Requests cannot change those that are read-only.</summary>
internal static class Attributes
{
    private static readonly string[] ReadOnly = ["_id", "company_id", "created_at", "updated_at", "created_at_origin", "updated_at_origin"];

    /// <summary>Merges attributes into an object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="sent">The attributes to write.</param>
    /// <param name="parts">The attributes whose parts are merged; null to replace all values.</param>
    public static void Merge(JsonObject target, JsonObject sent, IReadOnlyDictionary<string, IReadOnlyList<string>>? parts = null)
    {
        foreach (var (name, value) in sent.Where(pair => !ReadOnly.Contains(pair.Key)).ToArray())
        {
            if (parts?.ContainsKey(name) != true)
            {
                target[name] = value?.DeepClone();
            }
            else if (!Parts.Merge(target[name], value))
            {
                target[name] = Parts.CopyWithoutIds(value);
            }
        }
    }
}
