using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>The stores of a company, and the relations between its objects.</summary>
/// <param name="company">The company's id.</param>
/// <param name="resources">The resources to store.</param>
/// <param name="create">Creates the store of a resource.</param>
internal sealed class CompanyStores(string company, IReadOnlyList<Resource> resources, Func<Resource, ObjectStore> create)
{
    private readonly Dictionary<string, ObjectStore> _stores = resources.ToDictionary(resource => resource.Name, create);

    public string Company => company;

    /// <summary>The stores by the names of their resources.</summary>
    public IReadOnlyDictionary<string, ObjectStore> All => _stores;

    public ObjectStore this[Resource resource] => _stores[resource.Name];

    /// <summary>True if the parent of an object exists, or the resource has no parent.</summary>
    public bool ParentExists(Resource resource, JsonObject item) => resource.Parent is not { } parent
        || !_stores.TryGetValue(parent.Resource, out var store)
        || store.FindJson($"{item[parent.Key]}") is not null;

    /// <summary>Saves the children in the attributes sent, and removes them from these attributes.</summary>
    public void SaveChildren(Resource resource, JsonObject sent, string id)
    {
        foreach (var child in ChildrenOf(resource).Where(child => child.Parent!.Attribute is not null))
        {
            var items = sent[child.Parent!.Attribute!] as JsonArray;
            sent.Remove(child.Parent.Attribute!);
            foreach (var item in items?.OfType<JsonObject>() ?? [])
            {
                SaveChild(child, item, id);
            }
        }
    }

    /// <summary>Updates the lists of children in an object.</summary>
    public void UpdateChildLists(Resource resource, JsonObject item)
    {
        foreach (var child in ChildrenOf(resource).Where(child => child.Parent!.Attribute is not null))
        {
            var children = _stores[child.Name].Where(other => other[child.Parent!.Key]?.ToString() == item["_id"]!.ToString());
            item[child.Parent!.Attribute!] = new JsonArray([.. children]);
        }
    }

    /// <summary>Updates the lists of children in the parent of an object.</summary>
    public void UpdateParent(Resource resource, JsonObject item)
    {
        if (resource.Parent is { Attribute: not null } parent && resources.FirstOrDefault(other => other.Name == parent.Resource) is { } owner)
        {
            _stores[owner.Name].Update($"{item[parent.Key]}", changed => UpdateChildLists(owner, changed));
        }
    }

    /// <summary>Removes an object and its descendants.</summary>
    public bool Remove(Resource resource, string id)
    {
        if (_stores[resource.Name].Remove(id) is not { } removed)
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

        UpdateParent(resource, removed);
        return true;
    }

    private IEnumerable<Resource> ChildrenOf(Resource resource) => resources.Where(other => other.Parent?.Resource == resource.Name);

    private void SaveChild(Resource child, JsonObject item, string parent)
    {
        var store = _stores[child.Name];
        if (item["_id"] is { } id
            && store.Update(id.ToString(), existing => Attributes.Merge(existing, item)) is not null)
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
