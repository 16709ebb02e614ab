using System.Globalization;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.Resources;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>Serves a resource over HTTP: list, read, create, update, delete, and its other actions.</summary>
internal sealed class ResourceApi(Resource resource, SandboxOptions options)
{
    /// <summary>
    /// The route: the resource's name or, if it is nested, the path below its parent, <c>orders/order_notes</c>.
    /// </summary>
    public string Route => resource.Parent is { Segment: { } segment } parent ? $"{parent.Resource}/{segment}" : resource.Name;

    /// <summary>Carries out a request on the objects of a company.</summary>
    public Answer Act(CompanyStores stores, HttpRequest request, ResourcePath path, string body)
    {
        var store = stores[resource];
        if (path.Parent is { } parent && !stores.HasParent(resource, new JsonObject { [resource.Parent!.Key] = parent }))
        {
            return Missing(parent);
        }

        if (Action(path) is { Act: { } act } action && action.Method == request.Method)
        {
            return act(store, request.Query);
        }

        return (request.Method, path.Id) switch
        {
            ("GET", null) => List(store, request.Query, path),
            ("GET", { } id) when Action(path) is null => Find(store, path) is { } json ? new Answer(200, json) : Missing(id),
            ("POST", null) when resource.Check is not null => Create(stores, request.Query, path, body),
            ("PUT", not null) when resource.Check is not null => Update(stores, path, body),
            ("DELETE", { } id) when resource.Check is not null && Action(path) is null =>
                Delete(stores, path) ? new Answer(200, "true"u8.ToArray()) : Missing(id),
            _ => Answer.NotAllowed(Allow(path)),
        };
    }

    /// <summary>Returns the scope that a method requires; null if the address does not support the method.</summary>
    public string? ScopeOf(string method, ResourcePath path) => Allow(path).Split(", ").Contains(method)
        ? method == "GET" ? resource.ReadScope : resource.WriteScope
        : null;

    private ResourceAction? Action(ResourcePath path) => path.Id is { } id ? resource.Actions.GetValueOrDefault(id) : null;

    private string Allow(ResourcePath path) => (Action(path), resource.Check, path.Id) switch
    {
        ({ } action, _, _) => action.Method,
        (_, null, _) => "GET",
        (_, _, null) => "GET, POST",
        _ => "GET, PUT, DELETE",
    };

    private static Answer Missing(string id) => Answer.Error(404, $"No existe un objeto con id {id}");

    private bool IsBelow(ResourcePath path, JsonObject item) => path.Parent is null || item[resource.Parent!.Key]?.ToString() == path.Parent;

    private byte[]? Find(ObjectStore store, ResourcePath path) => path.Parent is null ? store.FindJson(path.Id!)
        : store.Find(path.Id!) is { } item && IsBelow(path, item) ? SandboxJson.Bytes(item)
        : null;

    private bool Delete(CompanyStores stores, ResourcePath path) =>
        Find(stores[resource], path) is not null && stores.Remove(resource, path.Id!);

    private Answer List(ObjectStore store, IQueryCollection query, ResourcePath path)
    {
        var limit = Number(query["limit"]) ?? options.DefaultPageSize;
        var after = query["after"].ToString();
        var filter = ListFilter.From(query, resource.Filters);
        var page = store.Page(
            after.Length == 0 ? null : after,
            Number(query["offset"]) ?? 0,
            Math.Clamp(limit, 1, options.MaxPageSize),
            path.Parent is null ? filter : item => IsBelow(path, item) && filter?.Invoke(item) != false,
            resource.IsJournal || options.ListOrder == ListOrder.NewestFirst || (options.ListOrder == ListOrder.NewestFirstUnlessAfter && after.Length == 0));
        return new Answer(200, page);
    }

    private Answer Create(CompanyStores stores, IQueryCollection query, ResourcePath path, string body) =>
        Validated(body, isNew: true, sent =>
        {
            if (path.Parent is not null)
            {
                sent[resource.Parent!.Key] = path.Parent;
            }

            if (!stores.HasParent(resource, sent))
            {
                return Answer.Json(422, new JsonObject { [resource.Parent!.Key] = new JsonArray("debe existir") });
            }

            var json = Save(stores, sent);
            return resource.IsJournal
                ? List(stores[resource], query, path) with { Status = 201 }
                : new Answer(201, json);
        });

    private byte[] Save(CompanyStores stores, JsonObject sent)
    {
        var store = stores[resource];
        var created = new JsonObject { ["_id"] = store.NewId() };
        stores.SaveChildren(resource, sent, $"{created["_id"]}");
        Attributes.Merge(created, sent, resource.Parts);
        resource.Complete(created, store.Company);
        Parts.Complete(created, resource.Parts, store);
        stores.ListChildren(resource, created);
        var json = store.Create(created);
        stores.UpdateParent(resource, created);
        return json;
    }

    private Answer Update(CompanyStores stores, ResourcePath path, string body) => Validated(body, isNew: false, sent =>
    {
        var store = stores[resource];
        if (FindTarget(store, path, sent) is not { } item || !IsBelow(path, item))
        {
            return Missing($"{sent[Action(path)?.Attribute ?? "_id"] ?? path.Id}");
        }

        stores.SaveChildren(resource, sent, $"{item["_id"]}");
        var json = store.Update($"{item["_id"]}", changed =>
        {
            Attributes.Merge(changed, sent, resource.Parts);
            Parts.Complete(changed, resource.Parts, store);
            stores.ListChildren(resource, changed);
        });
        stores.UpdateParent(resource, item);
        return json is null ? Missing($"{item["_id"]}") : new Answer(200, json);
    });

    // For an address such as variants/sku.json, the body identifies the object.
    private JsonObject? FindTarget(ObjectStore store, ResourcePath path, JsonObject sent) => Action(path) is { } action
        ? store.Where(item => sent[action.Attribute] is { } wanted && item[action.Attribute]?.ToString() == wanted.ToString()) is [var first, ..] ? first : null
        : store.Find(path.Id!);

    private Answer Validated(string body, bool isNew, Func<JsonObject, Answer> act)
    {
        if (SandboxJson.TryParseObject(body) is not { } sent)
        {
            return Answer.Error(400, "El cuerpo no es un objeto JSON");
        }

        var errors = resource.Check!(sent, isNew);
        return errors.Count > 0 ? Answer.Json(422, errors) : act(sent);
    }

    private static int? Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
