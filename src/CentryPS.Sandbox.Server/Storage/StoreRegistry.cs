using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>The stores, one for each resource.</summary>
internal sealed class StoreRegistry
{
    private readonly Dictionary<string, ObjectStore> _stores = [];

    /// <summary>Makes the stores, and fills each with what was saved, or where nothing was, with its seed.</summary>
    public StoreRegistry(SandboxOptions options, SavedObjects saved)
    {
        foreach (var resource in options.Resources)
        {
            var store = _stores[resource.Name] = new ObjectStore(resource.Name, options.Time, Changes);
            if (saved.Find(resource.Name) is { } kept)
            {
                Load(store, kept, options.Time.GetUtcNow());
            }
            else
            {
                Seed(store, resource, options);
            }
        }
    }

    /// <summary>Tells of every change in the stores.</summary>
    public ChangeFeed Changes { get; } = new();

    /// <summary>The stores by the names of their resources.</summary>
    public IReadOnlyDictionary<string, ObjectStore> All => _stores;

    /// <summary>The store of a resource.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public ObjectStore Get(string resource) => _stores.TryGetValue(resource, out var store)
        ? store
        : throw new ArgumentException($"The sandbox has no {resource}.", nameof(resource));

    private static void Load(ObjectStore store, IEnumerable<JsonObject> kept, DateTimeOffset now)
    {
        foreach (var item in kept)
        {
            store.Load(item, now);
        }
    }

    private static void Seed(ObjectStore store, Resource resource, SandboxOptions options)
    {
        foreach (var (i, item) in resource.Seed(options).Index())
        {
            resource.Complete(item);
            store.Load(item, Seeding.Time(i));
        }
    }
}
