using System.Text.Json;
using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>The contents of a data file: the objects of each company, by resource.</summary>
internal sealed class SavedObjects
{
    private readonly Dictionary<string, Dictionary<string, JsonObject[]>> _companies = [];

    /// <summary>Empty contents, for a sandbox without a data file.</summary>
    public static SavedObjects None => new();

    /// <summary>The ids of the companies in the file.</summary>
    public IEnumerable<string> Companies => _companies.Keys;

    /// <summary>Reads a data file; returns <see cref="None"/> if it does not exist.</summary>
    /// <exception cref="JsonException">The file is not a data file of a sandbox.</exception>
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
            throw new JsonException($"{file} is not a data file of a sandbox: {exception.Message}", exception);
        }
    }

    /// <summary>Returns the objects of a company and a resource; null if the file has none.</summary>
    public JsonObject[]? Find(string company, string resource) => _companies.GetValueOrDefault(company)?.GetValueOrDefault(resource);

    private static SavedObjects Parse(string text, SandboxOptions options)
    {
        // Files of earlier versions have the lists of a single company at the top level.
        var data = JsonNode.Parse(text) as JsonObject;
        var companies = data?["companies"] as JsonObject ?? new JsonObject { [options.Companies[0]] = data?.DeepClone() };
        var saved = new SavedObjects();
        foreach (var (company, lists) in companies)
        {
            saved._companies[company] = lists is JsonObject { Count: > 0 } byResource
                ? byResource.ToDictionary(list => list.Key, list => ParseList(list.Key, list.Value, options))
                : throw new JsonException("it contains no lists of objects.");
        }

        return saved;
    }

    // Unknown data is rejected, because the first save would delete it.
    private static JsonObject[] ParseList(string name, JsonNode? list, SandboxOptions options) =>
        list is JsonArray items && options.Resources.Any(resource => resource.Name == name)
            ? [.. items.OfType<JsonObject>().Select(item => (JsonObject)item.DeepClone())]
            : throw new JsonException($"{name} is not a resource of the sandbox, or not a list of objects.");
}
