using CentryPS.Sandbox.Server.Resources;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>The stores of all companies, one for each resource.</summary>
internal sealed class StoreRegistry
{
    private readonly Dictionary<string, CompanyStores> _stores = [];
    private readonly SandboxOptions _options;

    /// <summary>Creates the stores with the saved objects or, if there are none, with the initial objects.</summary>
    public StoreRegistry(SandboxOptions options, SavedObjects saved)
    {
        _options = options;
        Companies = [.. options.Companies.Union(saved.Companies)];
        foreach (var (number, company) in Companies.Index())
        {
            _stores[company] = new CompanyStores(company, options.Resources, resource =>
                new ObjectStore(company, resource.Name, new ObjectId(options.Time, number, resource.Series), options.Time, Changes));
            foreach (var resource in options.Resources)
            {
                LoadOrSeed(_stores[company], resource, saved);
            }

            foreach (var resource in options.Resources)
            {
                LoadChildLists(_stores[company], resource);
            }
        }
    }

    /// <summary>The ids of the companies in the options, then those of the companies only in the data file.</summary>
    public IReadOnlyList<string> Companies { get; }

    /// <summary>The changes of all stores.</summary>
    public ChangeFeed Changes { get; } = new();

    /// <summary>Validates the id of a company, and returns it.</summary>
    /// <param name="company">A company's id; null for the first.</param>
    /// <exception cref="ArgumentException">There is no such company.</exception>
    public string Company(string? company) => company is null ? Companies[0]
        : Companies.Contains(company) ? company
        : throw new ArgumentException($"The sandbox has no company {company}.", nameof(company));

    /// <summary>Returns the stores of a company.</summary>
    public CompanyStores ForCompany(string company) => _stores[company];

    private void LoadOrSeed(CompanyStores stores, Resource resource, SavedObjects saved)
    {
        var store = stores[resource];
        if (saved.Find(store.Company, resource.Name) is { } objects)
        {
            Array.ForEach(objects, item => store.Load(item, _options.Time.GetUtcNow()));
            return;
        }

        var links = resource.Links.Concat(resource.Parent is { } parent ? [new(parent.Key, parent.Resource)] : [])
            .Where(link => stores.All.ContainsKey(link.Value))
            .Select(link => (link.Key, Others: stores.All[link.Value].All()))
            .Where(link => link.Others.Count > 0)
            .ToArray();
        foreach (var (i, item) in resource.Seed(_options).Index())
        {
            foreach (var (key, others) in links)
            {
                item[key] = others[i % others.Count]["_id"]!.DeepClone();
            }

            resource.Complete(item, store.Company);
            store.Load(item, Seeding.CreatedAt(i));
        }
    }

    private void LoadChildLists(CompanyStores stores, Resource resource)
    {
        if (!_options.Resources.Any(other => other.Parent is { Attribute: not null } parent && parent.Resource == resource.Name))
        {
            return;
        }

        foreach (var item in stores[resource].All())
        {
            stores.UpdateChildLists(resource, item);
            stores[resource].Load(item, _options.Time.GetUtcNow());
        }
    }
}
