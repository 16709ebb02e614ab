using System.Text.Json.Nodes;

namespace CentryPS.Sandbox;

/// <summary>The objects of one collection, in the order of their ids. Safe for many threads.</summary>
public sealed class ObjectStore
{
    private readonly Lock _lock = new();
    private readonly SortedList<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ObjectId _ids;
    private readonly TimeProvider _time;

    internal ObjectStore(TimeProvider time)
    {
        _time = time;
        _ids = new ObjectId(time);
    }

    /// <summary>Raised after each change.</summary>
    internal event Action? Changed;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Copies of all, in order.</summary>
    public IReadOnlyList<JsonObject> All()
    {
        lock (_lock)
        {
            return [.. _entries.Values.Select(entry => (JsonObject)entry.Value.DeepClone())];
        }
    }

    /// <summary>Adds an object; gives it an id and times where it has none.</summary>
    /// <returns>Its JSON.</returns>
    public byte[] Add(JsonObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var now = SandboxJson.Text(_time.GetUtcNow());
        value["_id"] ??= _ids.Next();
        value["created_at"] ??= now;
        value["updated_at"] ??= now;
        return Put(value);
    }

    /// <summary>The JSON of one, or null.</summary>
    internal byte[]? Find(string id)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(id, out var entry) ? entry.Json : null;
        }
    }

    /// <summary>Changes one in place; null where there is none.</summary>
    internal byte[]? Update(string id, Action<JsonObject> change)
    {
        JsonObject changed;
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out var entry))
            {
                return null;
            }

            changed = (JsonObject)entry.Value.DeepClone();
            change(changed);
            changed["updated_at"] = SandboxJson.Text(_time.GetUtcNow());
            _entries[id] = new Entry(changed, SandboxJson.Bytes(changed));
        }

        Changed?.Invoke();
        return Find(id);
    }

    internal bool Remove(string id)
    {
        bool isRemoved;
        lock (_lock)
        {
            isRemoved = _entries.Remove(id);
        }

        Changed?.Invoke();
        return isRemoved;
    }

    /// <summary>A page as a JSON array.</summary>
    internal byte[] Page(string? after, int offset, int limit, Func<JsonObject, bool>? filter)
    {
        using var page = new MemoryStream();
        lock (_lock)
        {
            page.WriteByte((byte)'[');
            for (var i = after is null ? 0 : FirstAfter(after); i < _entries.Count && limit > 0; i++)
            {
                var entry = _entries.Values[i];
                if ((filter is null || filter(entry.Value)) && offset-- <= 0)
                {
                    page.Write(page.Length > 1 ? ","u8 : []);
                    page.Write(entry.Json);
                    limit--;
                }
            }

            page.WriteByte((byte)']');
        }

        return page.ToArray();
    }

    internal void Load(JsonArray items)
    {
        foreach (var item in items.OfType<JsonObject>())
        {
            Put((JsonObject)item.DeepClone());
        }
    }

    private byte[] Put(JsonObject value)
    {
        var json = SandboxJson.Bytes(value);
        lock (_lock)
        {
            _entries[(string)value["_id"]!] = new Entry(value, json);
        }

        Changed?.Invoke();
        return json;
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

    private sealed record Entry(JsonObject Value, byte[] Json);
}
