using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>The attributes of an object, and which of them can be written.</summary>
internal static class Attributes
{
    private static readonly string[] ReadOnly = ["_id", "company_id", "created_at", "updated_at", "created_at_origin", "updated_at_origin"];

    /// <summary>Writes what was sent over what is there: attributes one by one, also inside addresses.</summary>
    public static void Merge(JsonObject target, JsonObject sent)
    {
        foreach (var (name, value) in sent.Where(pair => !ReadOnly.Contains(pair.Key)).ToArray())
        {
            if ((name is "address_billing" or "address_shipping") && target[name] is JsonObject address && value is JsonObject part)
            {
                Merge(address, part);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}
