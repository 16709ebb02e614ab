using System.Text.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>What a data file holds: for each company, the lists of objects that there were when it was written.</summary>
internal sealed class SavedObjects
{
    private readonly Dictionary<string, Dictionary<string, JsonObject[]>> _companies = [];

    /// <summary>What a sandbox without a data file starts with.</summary>
    public static SavedObjects None => new();

    /// <summary>The ids of the companies that the file knows.</summary>
    public IEnumerable<string> Companies => _companies.Keys;

    /// <summary>Reads a data file; one that does not exist yet holds nothing.</summary>
    /// <exception cref="JsonException">The file is something else.</exception>
    public static SavedObjects Read(string file, SandboxOptions options)
    {
        if (!File.Exists(file))
        {
            return None;
        }

        try
        {
            return Parse(File.ReadAllText(file), options);
        }
        catch (JsonException exception)
        {
            throw new JsonException($"{file} is no data of a sandbox: {exception.Message}", exception);
        }
    }

    /// <summary>The objects of a company and a resource; null where the file does not know them.</summary>
    public JsonObject[]? Find(string company, string resource) => _companies.GetValueOrDefault(company)?.GetValueOrDefault(resource);

    private static SavedObjects Parse(string text, SandboxOptions options)
    {
        // The lists of the one company that there was once are the file's own.
        var data = JsonNode.Parse(text) as JsonObject;
        var companies = data?["companies"] as JsonObject ?? new JsonObject { [options.Companies[0]] = data?.DeepClone() };
        var saved = new SavedObjects();
        foreach (var (company, lists) in companies)
        {
            saved._companies[company] = lists is JsonObject { Count: > 0 } some
                ? some.ToDictionary(list => list.Key, list => Items(list.Key, list.Value, options))
                : throw new JsonException("It has no lists of objects.");
        }

        return saved;
    }

    // Whatever is not understood would be gone after the first change.
    private static JsonObject[] Items(string name, JsonNode? list, SandboxOptions options) =>
        list is JsonArray items && options.Resources.Any(resource => resource.Name == name)
            ? [.. items.OfType<JsonObject>().Select(item => (JsonObject)item.DeepClone())]
            : throw new JsonException($"{name} is no list of one of its resources.");
}
