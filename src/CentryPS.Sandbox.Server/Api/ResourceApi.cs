using System.Globalization;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.Resources;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>A resource over HTTP: list, one, create, update, delete.</summary>
internal sealed class ResourceApi(Resource resource, SandboxOptions options)
{
    /// <summary>Does what a request asks for, to the objects of a store.</summary>
    public Answer Act(ObjectStore store, HttpRequest request, string? id, string body) => (request.Method, id) switch
    {
        ("GET", null) => List(store, request.Query),
        ("GET", _) => store.FindJson(id) is { } json ? new Answer(200, json) : Missing(id),
        ("POST", null) when resource.Check is not null => Create(store, body),
        ("PUT", not null) when resource.Check is not null => Update(store, id, body),
        ("DELETE", not null) when resource.Check is not null => store.Remove(id) ? new Answer(200, "true"u8.ToArray()) : Missing(id),
        _ => Answer.NotAllowed(Allow(id)),
    };

    /// <summary>The scope that a method asks for; null where the list, or one object of it, has no such method.</summary>
    public string? ScopeOf(string method, string? id) => Allow(id).Split(", ").Contains(method)
        ? method == "GET" ? resource.ReadScope : resource.WriteScope
        : null;

    private string Allow(string? id) => (resource.Check, id) switch
    {
        (null, _) => "GET",
        (_, null) => "GET, POST",
        _ => "GET, PUT, DELETE",
    };

    private static Answer Missing(string id) => Answer.Error(404, $"No existe un objeto con id {id}");

    private Answer List(ObjectStore store, IQueryCollection query)
    {
        var limit = Number(query["limit"]) ?? options.DefaultPageSize;
        var after = query["after"].ToString();
        var page = store.Page(
            after.Length == 0 ? null : after,
            Number(query["offset"]) ?? 0,
            Math.Clamp(limit, 1, options.MaxPageSize),
            ListFilter.From(query));
        return new Answer(200, page);
    }

    private Answer Create(ObjectStore store, string body) => Checked(body, isNew: true, sent =>
    {
        var created = new JsonObject();
        Attributes.Merge(created, sent);
        resource.Complete(created, store.Company);
        return new Answer(201, store.Create(created));
    });

    private Answer Update(ObjectStore store, string id, string body) => Checked(
        body,
        isNew: false,
        sent => store.Update(id, item => Attributes.Merge(item, sent)) is { } json ? new Answer(200, json) : Missing(id));

    private Answer Checked(string body, bool isNew, Func<JsonObject, Answer> act)
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
