using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>The objects of one company and one resource, in the order of their ids. Safe for many threads.</summary>
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

    /// <summary>The id of the company whose objects they are.</summary>
    public string Company { get; }

    /// <summary>The name of the resource, such as <c>orders</c>.</summary>
    public string Resource { get; }

    /// <summary>How many there are.</summary>
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

    /// <summary>Copies of all, in order.</summary>
    public IReadOnlyList<JsonObject> All() => Where(_ => true);

    /// <summary>A copy of one, or null.</summary>
    public JsonObject? Find(string id)
    {
        lock (_lock)
        {
            return (JsonObject?)_objects.Find(id)?.DeepClone();
        }
    }

    /// <summary>Adds a copy of an object; gives it an id and times where it has none.</summary>
    /// <returns>A copy of what is kept.</returns>
    public JsonObject Add(JsonObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var added = (JsonObject)value.DeepClone();
        Create(added);
        return (JsonObject)added.DeepClone();
    }

    /// <summary>Copies of those that pass a filter, in order.</summary>
    internal IReadOnlyList<JsonObject> Where(Func<JsonObject, bool> filter)
    {
        lock (_lock)
        {
            return [.. _objects.Values.Where(filter).Select(value => (JsonObject)value.DeepClone())];
        }
    }

    /// <summary>An id for an object that is to be made, or for a part of one.</summary>
    internal string NewId() => _ids.Next();

    /// <summary>The time of changes that are made now.</summary>
    internal string Now => SandboxJson.Text(_time.GetUtcNow());

    /// <summary>Keeps an object as one that was made now; gives its JSON.</summary>
    internal byte[] Create(JsonObject value)
    {
        var id = Identify(value, _time.GetUtcNow());
        byte[] json;
        lock (_lock)
        {
            var kind = _objects.Find(id) is null ? ChangeKind.Created : ChangeKind.Changed;
            json = _objects.Put(id, value);
            Note(id, kind, json);
        }

        _changes.Tell();
        return json;
    }

    /// <summary>Keeps an object as one that was made at a time, and tells nobody.</summary>
    internal void Load(JsonObject value, DateTimeOffset at)
    {
        var id = Identify(value, at);
        lock (_lock)
        {
            _objects.Put(id, value);
        }
    }

    /// <summary>The JSON of one, or null.</summary>
    internal byte[]? FindJson(string id)
    {
        lock (_lock)
        {
            return _objects.FindJson(id);
        }
    }

    /// <summary>Changes one in place; null where there is none.</summary>
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
            Note(id, ChangeKind.Changed, json);
        }

        _changes.Tell();
        return json;
    }

    /// <summary>Removes one, and gives it; null where there is none.</summary>
    internal JsonObject? Remove(string id)
    {
        JsonObject? gone;
        lock (_lock)
        {
            gone = _objects.Find(id);
            if (_objects.Remove(id) is not { } json)
            {
                return null;
            }

            Note(id, ChangeKind.Deleted, json);
        }

        _changes.Tell();
        return gone;
    }

    /// <summary>A page as a JSON array.</summary>
    internal byte[] Page(string? after, int offset, int limit, Func<JsonObject, bool>? filter, bool isNewestFirst = false)
    {
        lock (_lock)
        {
            return _objects.Page(after, offset, limit, filter, isNewestFirst);
        }
    }

    private void Note(string id, ChangeKind kind, byte[] json) =>
        _changes.Add(new ObjectChange(Company, Resource, id, kind, json));

    private string Identify(JsonObject value, DateTimeOffset at)
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
        return id;
    }
}
