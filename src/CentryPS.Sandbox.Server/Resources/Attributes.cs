using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The attributes of an object, and which of them can be written.</summary>
internal static class Attributes
{
    private static readonly string[] ReadOnly = ["_id", "company_id", "created_at", "updated_at", "created_at_origin", "updated_at_origin"];

    /// <summary>Writes what was sent over what is there, attributes one by one.</summary>
    /// <param name="target">What is there.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="parts">The attributes whose parts are written each for itself; none where they are taken as they are.</param>
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
                target[name] = Parts.New(value);
            }
        }
    }
}
