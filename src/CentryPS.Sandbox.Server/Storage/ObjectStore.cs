using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Storage;

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

    /// <summary>A copy of one, or null.</summary>
    public JsonObject? Find(string id)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(id, out var entry) ? (JsonObject)entry.Value.DeepClone() : null;
        }
    }

    /// <summary>Adds a copy of an object; gives it an id and times where it has none.</summary>
    /// <returns>A copy of what is kept.</returns>
    public JsonObject Add(JsonObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var added = (JsonObject)value.DeepClone();
        Create(added, _time.GetUtcNow());
        return (JsonObject)added.DeepClone();
    }

    /// <summary>Keeps an object as one that was made at a time; gives its JSON.</summary>
    internal byte[] Create(JsonObject value, DateTimeOffset at)
    {
        var id = value["_id"]?.ToString();
        if (id is null)
        {
            id = _ids.Next(at);
            value.Remove("_id");
            value.Insert(0, "_id", id);
        }
        else
        {
            _ids.Follow(id);
        }

        value["created_at"] ??= SandboxJson.Text(at);
        value["updated_at"] ??= SandboxJson.Text(at);
        return Put(id, value);
    }

    /// <summary>The JSON of one, or null.</summary>
    internal byte[]? FindJson(string id)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(id, out var entry) ? entry.Json : null;
        }
    }

    /// <summary>Changes one in place; null where there is none.</summary>
    internal byte[]? Update(string id, Action<JsonObject> change)
    {
        byte[] json;
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out var entry))
            {
                return null;
            }

            var changed = (JsonObject)entry.Value.DeepClone();
            change(changed);
            changed["updated_at"] = SandboxJson.Text(_time.GetUtcNow());
            json = SandboxJson.Bytes(changed);
            _entries[id] = new Entry(changed, json);
        }

        Changed?.Invoke();
        return json;
    }

    internal bool Remove(string id)
    {
        lock (_lock)
        {
            if (!_entries.Remove(id))
            {
                return false;
            }
        }

        Changed?.Invoke();
        return true;
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
            Create((JsonObject)item.DeepClone(), _time.GetUtcNow());
        }
    }

    private byte[] Put(string id, JsonObject value)
    {
        var json = SandboxJson.Bytes(value);
        lock (_lock)
        {
            _entries[id] = new Entry(value, json);
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
