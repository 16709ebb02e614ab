using System.Globalization;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.Resources;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Api;

/// <summary>One collection of the API: list, one, create, update, delete.</summary>
internal sealed class ResourceApi(ObjectStore store, SandboxOptions options, Func<JsonObject, bool, JsonObject>? check, Action<JsonObject>? complete = null)
{
    public Answer Handle(HttpRequest request, string? id, string body) => (request.Method, id) switch
    {
        ("GET", null) => List(request.Query),
        ("GET", _) => store.FindJson(id) is { } json ? new Answer(200, json) : Missing(id),
        ("POST", null) when check is not null => Create(body),
        ("PUT", not null) when check is not null => Update(id, body),
        ("DELETE", not null) when check is not null => store.Remove(id) ? new Answer(200, "true"u8.ToArray()) : Missing(id),
        _ => Answer.NotAllowed(Allow(id)),
    };

    /// <summary>Whether the collection, or one object of it, has this method at all.</summary>
    public bool Has(string method, string? id) => Allow(id).Split(", ").Contains(method);

    public string Allow(string? id) => (check, id) switch
    {
        (null, _) => "GET",
        (_, null) => "GET, POST",
        _ => "GET, PUT, DELETE",
    };

    private static Answer Missing(string id) => Answer.Error(404, $"No existe un objeto con id {id}");

    private Answer List(IQueryCollection query)
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

    private Answer Create(string body) => Checked(body, isNew: true, sent =>
    {
        var created = new JsonObject();
        ObjectRules.Merge(created, sent);
        complete?.Invoke(created);
        return new Answer(201, store.Create(created, options.Time.GetUtcNow()));
    });

    private Answer Update(string id, string body) => Checked(
        body,
        isNew: false,
        sent => store.Update(id, item => ObjectRules.Merge(item, sent)) is { } json ? new Answer(200, json) : Missing(id));

    private Answer Checked(string body, bool isNew, Func<JsonObject, Answer> act)
    {
        if (SandboxJson.TryParseObject(body) is not { } sent)
        {
            return Answer.Error(400, "El cuerpo no es un objeto JSON");
        }

        var errors = check!(sent, isNew);
        return errors.Count > 0 ? Answer.Json(422, errors) : act(sent);
    }

    private static int? Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
