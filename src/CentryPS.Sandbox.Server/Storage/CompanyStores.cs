using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>The stores of a company, and what its objects have to do with each other.</summary>
/// <param name="company">The company's id.</param>
/// <param name="resources">What there is.</param>
/// <param name="create">Makes the store of a resource.</param>
internal sealed class CompanyStores(string company, IReadOnlyList<Resource> resources, Func<Resource, ObjectStore> create)
{
    private readonly Dictionary<string, ObjectStore> _stores = resources.ToDictionary(resource => resource.Name, create);

    public string Company => company;

    /// <summary>The stores by the names of their resources.</summary>
    public IReadOnlyDictionary<string, ObjectStore> All => _stores;

    public ObjectStore this[Resource resource] => _stores[resource.Name];

    /// <summary>Whether what an object says to belong to is there.</summary>
    public bool HasParent(Resource resource, JsonObject item) => resource.Parent is not { } parent
        || !_stores.TryGetValue(parent.Resource, out var store)
        || store.FindJson($"{item[parent.Key]}") is not null;

    /// <summary>Writes the children that were sent with an object, and takes them out of what was sent.</summary>
    public void TakeChildren(Resource resource, JsonObject sent, string id)
    {
        foreach (var child in ChildrenOf(resource).Where(child => child.Parent!.Attribute is not null))
        {
            var items = sent[child.Parent!.Attribute!] as JsonArray;
            sent.Remove(child.Parent.Attribute!);
            foreach (var item in items?.OfType<JsonObject>() ?? [])
            {
                Save(child, item, id);
            }
        }
    }

    /// <summary>Lists an object's children in it.</summary>
    public void ListChildren(Resource resource, JsonObject item)
    {
        foreach (var child in ChildrenOf(resource).Where(child => child.Parent!.Attribute is not null))
        {
            var own = _stores[child.Name].Where(other => other[child.Parent!.Key]?.ToString() == item["_id"]!.ToString());
            item[child.Parent!.Attribute!] = new JsonArray([.. own]);
        }
    }

    /// <summary>Lets the parent of an object that was written or removed list it, or list it no more.</summary>
    public void TellParent(Resource resource, JsonObject item)
    {
        if (resource.Parent is { Attribute: not null } parent && resources.FirstOrDefault(other => other.Name == parent.Resource) is { } above)
        {
            _stores[above.Name].Update($"{item[parent.Key]}", changed => ListChildren(above, changed));
        }
    }

    /// <summary>Removes an object with all that belongs to it.</summary>
    public bool Remove(Resource resource, string id)
    {
        if (_stores[resource.Name].Remove(id) is not { } gone)
        {
            return false;
        }

        foreach (var child in ChildrenOf(resource))
        {
            foreach (var item in _stores[child.Name].Where(item => item[child.Parent!.Key]?.ToString() == id))
            {
                Remove(child, $"{item["_id"]}");
            }
        }

        TellParent(resource, gone);
        return true;
    }

    private IEnumerable<Resource> ChildrenOf(Resource resource) => resources.Where(other => other.Parent?.Resource == resource.Name);

    private void Save(Resource child, JsonObject item, string parent)
    {
        var store = _stores[child.Name];
        if (item["_id"] is { } id && store.Update(id.ToString(), kept => Attributes.Merge(kept, item)) is not null)
        {
            return;
        }

        var created = new JsonObject { [child.Parent!.Key] = parent };
        Attributes.Merge(created, item);
        created[child.Parent.Key] = parent;
        child.Complete(created, company);
        store.Create(created);
    }
}
