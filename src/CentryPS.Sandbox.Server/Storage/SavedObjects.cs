using System.Text.Json;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>What a data file holds: a list of objects for each resource that there was when it was written.</summary>
internal sealed class SavedObjects
{
    private readonly Dictionary<string, JsonObject[]> _lists = [];

    /// <summary>What a fresh sandbox has of its past.</summary>
    public static SavedObjects None => new();

    /// <summary>Reads a data file; one that does not exist yet holds nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="resources">The resources that there may be in it.</param>
    /// <exception cref="JsonException">The file is something else.</exception>
    public static SavedObjects Read(string file, IReadOnlyList<Resource> resources)
    {
        var saved = new SavedObjects();
        if (File.Exists(file))
        {
            saved.Add(JsonNode.Parse(File.ReadAllText(file)), file, resources);
        }

        return saved;
    }

    /// <summary>The objects of a resource; null where the file does not know it.</summary>
    public IEnumerable<JsonObject>? Find(string resource) => _lists.GetValueOrDefault(resource);

    // Whatever is not understood would be gone after the first change.
    private void Add(JsonNode? data, string file, IReadOnlyList<Resource> resources)
    {
        if (data is not JsonObject { Count: > 0 } lists)
        {
            throw new JsonException($"{file} is no data of a sandbox: it has no lists of objects.");
        }

        foreach (var (name, list) in lists)
        {
            _lists[name] = list is JsonArray items && resources.Any(resource => resource.Name == name)
                ? [.. items.OfType<JsonObject>().Select(item => (JsonObject)item.DeepClone())]
                : throw new JsonException($"{file} is no data of a sandbox: {name} is no list of one of its resources.");
        }
    }
}
