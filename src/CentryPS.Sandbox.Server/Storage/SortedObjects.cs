using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>Objects and their JSON, in the order of their ids. Not thread-safe.</summary>
internal sealed class SortedObjects
{
    private readonly SortedList<string, (JsonObject Value, byte[] Json)> _entries = new(StringComparer.Ordinal);

    public int Count => _entries.Count;

    public IEnumerable<JsonObject> Values => _entries.Values.Select(entry => entry.Value);

    /// <summary>Returns an object, which the caller must not change; null if it does not exist.</summary>
    public JsonObject? Find(string id) => _entries.TryGetValue(id, out var entry) ? entry.Value : null;

    /// <summary>Returns the JSON of an object; null if it does not exist.</summary>
    public byte[]? FindJson(string id) => _entries.TryGetValue(id, out var entry) ? entry.Json : null;

    /// <summary>Stores an object, which the caller must not change later; returns its JSON.</summary>
    public byte[] Put(string id, JsonObject value)
    {
        var json = SandboxJson.Bytes(value);
        _entries[id] = (value, json);
        return json;
    }

    /// <summary>Removes an object and returns its JSON; null if it does not exist.</summary>
    public byte[]? Remove(string id) => _entries.Remove(id, out var entry) ? entry.Json : null;

    /// <summary>Returns a page as a JSON array, in ascending or descending order of ids.</summary>
    public byte[] Page(string? after, int offset, int limit, Func<JsonObject, bool>? filter, bool isNewestFirst)
    {
        var first = after is null ? 0 : FirstAfter(after);
        using var page = new MemoryStream();
        page.WriteByte((byte)'[');
        for (var i = first; i < _entries.Count && limit > 0; i++)
        {
            var (value, json) = _entries.Values[isNewestFirst ? first + _entries.Count - 1 - i : i];
            if ((filter is null || filter(value)) && offset-- <= 0)
            {
                page.Write(page.Length > 1 ? ","u8 : []);
                page.Write(json);
                limit--;
            }
        }

        page.WriteByte((byte)']');
        return page.ToArray();
    }

    private int FirstAfter(string id)
    {
        int low = 0, high = _entries.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(_entries.Keys[middle], id) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
