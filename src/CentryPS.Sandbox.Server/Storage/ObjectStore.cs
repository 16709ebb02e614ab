using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>The objects of one company and one resource, in the order of their ids. Thread-safe.</summary>
public sealed class ObjectStore
{
    private readonly Lock _lock = new();
    private readonly SortedObjects _objects = new();
    private readonly ObjectId _ids;
    private readonly TimeProvider _time;
    private readonly ChangeFeed _changes;

    internal ObjectStore(string company, string resource, ObjectId ids, TimeProvider time, ChangeFeed changes)
    {
        Company = company;
        Resource = resource;
        _ids = ids;
        _time = time;
        _changes = changes;
    }

    /// <summary>The id of the company.</summary>
    public string Company { get; }

    /// <summary>The name of the resource, such as <c>orders</c>.</summary>
    public string Resource { get; }

    /// <summary>The number of objects.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _objects.Count;
            }
        }
    }

    /// <summary>Returns copies of all objects, in order.</summary>
    public IReadOnlyList<JsonObject> All() => Where(_ => true);

    /// <summary>Returns a copy of an object; null if it does not exist.</summary>
    public JsonObject? Find(string id)
    {
        lock (_lock)
        {
            return (JsonObject?)_objects.Find(id)?.DeepClone();
        }
    }

    /// <summary>Adds a copy of an object, with an id and times if it has none.</summary>
    /// <returns>A copy of the stored object.</returns>
    public JsonObject Add(JsonObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var added = (JsonObject)value.DeepClone();
        Create(added);
        return (JsonObject)added.DeepClone();
    }

    /// <summary>Returns copies of the objects that match a filter, in order.</summary>
    internal IReadOnlyList<JsonObject> Where(Func<JsonObject, bool> filter)
    {
        lock (_lock)
        {
            return [.. _objects.Values.Where(filter).Select(value => (JsonObject)value.DeepClone())];
        }
    }

    /// <summary>Returns an id for a new object or a new part of one.</summary>
    internal string NewId() => _ids.Next();

    /// <summary>The current time as Centry formats it.</summary>
    internal string Now => SandboxJson.Text(_time.GetUtcNow());

    /// <summary>Stores an object created now; returns its JSON.</summary>
    internal byte[] Create(JsonObject value)
    {
        var id = AssignId(value, _time.GetUtcNow());
        byte[] json;
        lock (_lock)
        {
            var kind = _objects.Find(id) is null ? ChangeKind.Created : ChangeKind.Changed;
            json = _objects.Put(id, value);
            RecordChange(id, kind, json);
        }

        _changes.Raise();
        return json;
    }

    /// <summary>Stores an object created at a given time, without raising events.</summary>
    internal void Load(JsonObject value, DateTimeOffset at)
    {
        var id = AssignId(value, at);
        lock (_lock)
        {
            _objects.Put(id, value);
        }
    }

    /// <summary>Returns the JSON of an object; null if it does not exist.</summary>
    internal byte[]? FindJson(string id)
    {
        lock (_lock)
        {
            return _objects.FindJson(id);
        }
    }

    /// <summary>Changes an object and returns its JSON; null if it does not exist.</summary>
    internal byte[]? Update(string id, Action<JsonObject> change)
    {
        byte[] json;
        lock (_lock)
        {
            if (_objects.Find(id)?.DeepClone() is not JsonObject changed)
            {
                return null;
            }

            change(changed);
            changed["updated_at"] = SandboxJson.Text(_time.GetUtcNow());
            json = _objects.Put(id, changed);
            RecordChange(id, ChangeKind.Changed, json);
        }

        _changes.Raise();
        return json;
    }

    /// <summary>Removes and returns an object; null if it does not exist.</summary>
    internal JsonObject? Remove(string id)
    {
        JsonObject? removed;
        lock (_lock)
        {
            removed = _objects.Find(id);
            if (_objects.Remove(id) is not { } json)
            {
                return null;
            }

            RecordChange(id, ChangeKind.Deleted, json);
        }

        _changes.Raise();
        return removed;
    }

    /// <summary>Returns a page as a JSON array.</summary>
    internal byte[] Page(string? after, int offset, int limit, Func<JsonObject, bool>? filter, bool isNewestFirst = false)
    {
        lock (_lock)
        {
            return _objects.Page(after, offset, limit, filter, isNewestFirst);
        }
    }

    private void RecordChange(string id, ChangeKind kind, byte[] json) =>
        _changes.Add(new ObjectChange(Company, Resource, id, kind, json));

    private string AssignId(JsonObject value, DateTimeOffset at)
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
            _ids.ContinueAfter(id);
        }

        value["created_at"] ??= SandboxJson.Text(at);
        value["updated_at"] ??= SandboxJson.Text(at);
        return id;
    }
}
