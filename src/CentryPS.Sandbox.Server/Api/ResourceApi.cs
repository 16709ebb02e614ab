using System.Globalization;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.Resources;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>The HTTP API of a resource: list, read, create, update, delete, and its other actions.</summary>
internal sealed class ResourceApi(Resource resource, SandboxOptions options)
{
    /// <summary>
    /// The route: the resource's name or, if it is nested, the path below its parent: <c>orders/order_notes</c>.
    /// </summary>
    public string Route => resource.Parent is { Segment: { } segment } parent ? $"{parent.Resource}/{segment}" : resource.Name;

    /// <summary>Carries out a request on the objects of a company.</summary>
    public ApiResponse Handle(CompanyStores stores, HttpRequest request, ResourcePath path, string body)
    {
        var store = stores[resource];
        if (path.Parent is { } parent && !stores.ParentExists(resource, new JsonObject { [resource.Parent!.Key] = parent }))
        {
            return NotFound(parent);
        }

        if (FindAction(path) is { Handle: { } handle } action && action.Method == request.Method)
        {
            return handle(store, request.Query);
        }

        return (request.Method, path.Id) switch
        {
            ("GET", null) => List(store, request.Query, path),
            ("GET", { } id) when FindAction(path) is null => Find(store, path) is { } json ? new ApiResponse(200, json) : NotFound(id),
            ("POST", null) when resource.Check is not null => Create(stores, request.Query, path, body),
            ("PUT", not null) when resource.Check is not null => Update(stores, path, body),
            ("DELETE", { } id) when resource.Check is not null && FindAction(path) is null =>
                Delete(stores, path) ? new ApiResponse(200, "true"u8.ToArray()) : NotFound(id),
            _ => ApiResponse.NotAllowed(AllowedMethods(path)),
        };
    }

    /// <summary>Returns the scope that a method requires; null if the path does not support the method.</summary>
    public string? RequiredScope(string method, ResourcePath path) => AllowedMethods(path).Split(", ").Contains(method)
        ? method == "GET" ? resource.ReadScope : resource.WriteScope
        : null;

    private ResourceAction? FindAction(ResourcePath path) => path.Id is { } id ? resource.Actions.GetValueOrDefault(id) : null;

    private string AllowedMethods(ResourcePath path) => (FindAction(path), resource.Check, path.Id) switch
    {
        ({ } action, _, _) => action.Method,
        (_, null, _) => "GET",
        (_, _, null) => "GET, POST",
        _ => "GET, PUT, DELETE",
    };

    private static ApiResponse NotFound(string id) => ApiResponse.Error(404, $"No existe un objeto con id {id}");

    private bool BelongsTo(ResourcePath path, JsonObject item) => path.Parent is null || item[resource.Parent!.Key]?.ToString() == path.Parent;

    private byte[]? Find(ObjectStore store, ResourcePath path) => path.Parent is null ? store.FindJson(path.Id!)
        : store.Find(path.Id!) is { } item && BelongsTo(path, item) ? SandboxJson.Bytes(item)
        : null;

    private bool Delete(CompanyStores stores, ResourcePath path) =>
        Find(stores[resource], path) is not null && stores.Remove(resource, path.Id!);

    private ApiResponse List(ObjectStore store, IQueryCollection query, ResourcePath path)
    {
        var limit = ParseNumber(query["limit"]) ?? options.DefaultPageSize;
        var after = query["after"].ToString();
        var filter = ListFilter.From(query, resource.Filters);
        var page = store.Page(
            after.Length == 0 ? null : after,
            ParseNumber(query["offset"]) ?? 0,
            Math.Clamp(limit, 1, options.MaxPageSize),
            path.Parent is null ? filter : item => BelongsTo(path, item) && filter?.Invoke(item) != false,
            resource.IsJournal || options.ListOrder == ListOrder.NewestFirst || (options.ListOrder == ListOrder.NewestFirstUnlessAfter && after.Length == 0));
        return new ApiResponse(200, page);
    }

    private ApiResponse Create(CompanyStores stores, IQueryCollection query, ResourcePath path, string body) =>
        WithValidBody(body, isNew: true, sent =>
        {
            if (path.Parent is not null)
            {
                sent[resource.Parent!.Key] = path.Parent;
            }

            if (!stores.ParentExists(resource, sent))
            {
                var errors = new JsonObject { [resource.Parent!.Key] = new JsonArray("debe existir") };
                return ApiResponse.Json(422, errors);
            }

            var json = Save(stores, sent);
            return resource.IsJournal
                ? List(stores[resource], query, path) with { Status = 201 }
                : new ApiResponse(201, json);
        });

    private byte[] Save(CompanyStores stores, JsonObject sent)
    {
        var store = stores[resource];
        var created = new JsonObject { ["_id"] = store.NewId() };
        stores.SaveChildren(resource, sent, $"{created["_id"]}");
        Attributes.Merge(created, sent, resource.Parts);
        resource.Complete(created, store.Company);
        Parts.Complete(created, resource.Parts, store);
        stores.UpdateChildLists(resource, created);
        var json = store.Create(created);
        stores.UpdateParent(resource, created);
        return json;
    }

    private ApiResponse Update(CompanyStores stores, ResourcePath path, string body) => WithValidBody(body, isNew: false, sent =>
    {
        var store = stores[resource];
        if (FindTarget(store, path, sent) is not { } item || !BelongsTo(path, item))
        {
            return NotFound($"{sent[FindAction(path)?.Attribute ?? "_id"] ?? path.Id}");
        }

        stores.SaveChildren(resource, sent, $"{item["_id"]}");
        var json = store.Update($"{item["_id"]}", changed =>
        {
            Attributes.Merge(changed, sent, resource.Parts);
            Parts.Complete(changed, resource.Parts, store);
            stores.UpdateChildLists(resource, changed);
        });
        stores.UpdateParent(resource, item);
        return json is null ? NotFound($"{item["_id"]}") : new ApiResponse(200, json);
    });

    // For a path such as variants/sku.json, the body identifies the object.
    private JsonObject? FindTarget(ObjectStore store, ResourcePath path, JsonObject sent)
    {
        if (FindAction(path) is not { Attribute: var attribute })
        {
            return store.Find(path.Id!);
        }

        return sent[attribute]?.ToString() is { } expected
            && store.Where(item => item[attribute]?.ToString() == expected) is [var first, ..]
                ? first
                : null;
    }

    private ApiResponse WithValidBody(string body, bool isNew, Func<JsonObject, ApiResponse> handle)
    {
        if (SandboxJson.TryParseObject(body) is not { } sent)
        {
            return ApiResponse.Error(400, "El cuerpo no es un objeto JSON");
        }

        var errors = resource.Check!(sent, isNew);
        return errors.Count > 0 ? ApiResponse.Json(422, errors) : handle(sent);
    }

    private static int? ParseNumber(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
