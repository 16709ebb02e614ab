using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Api;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>
/// Creates well-formed responses with wrong content, for the requests that <see cref="FaultTarget"/> selects.
/// </summary>
/// <param name="request">The request.</param>
/// <param name="path">The address of the request.</param>
/// <param name="body">The body of the request.</param>
/// <param name="act">Carries out a request to an address with a body.</param>
internal sealed class FalseAnswer(HttpRequest request, ResourcePath path, string body, Func<ResourcePath, string, Answer> act)
{
    /// <summary>
    /// Returns the response that the fault specifies; the correct one if it is null or of another kind.
    /// </summary>
    public Answer Of(Fault? fault) => fault?.Kind switch
    {
        FaultKind.IgnoreFilter => Unfiltered(),
        FaultKind.OtherObject => Other(request.Method == "GET" || fault.Applied != false),
        FaultKind.StaleAnswer => Before(fault.Applied == true),
        FaultKind.NormalForm => act(path, Normalized()),
        FaultKind.ShortPage => Page(Shorten),
        FaultKind.Duplicate => Page(Repeat),
        FaultKind.KeepDeleted => Read(path) is { Status: 200 } ? new Answer(200, "true"u8.ToArray()) : act(path, body),
        _ => act(path, body),
    };

    private Answer Unfiltered()
    {
        request.QueryString = QueryString.Create(request.Query.Where(pair => FaultTarget.Paging.Contains(pair.Key)));
        return act(path, body);
    }

    private Answer Other(bool isApplied)
    {
        var answer = isApplied ? act(path, body) : Read(path);
        var others = JsonNode.Parse(Read(path with { Id = null }).Body) as JsonArray;
        return answer.Status == 200 && others?.FirstOrDefault(item => $"{item!["_id"]}" != path.Id) is { } other
            ? Answer.Json(200, other)
            : answer;
    }

    private Answer Before(bool isApplied)
    {
        var before = Read(path);
        var answer = isApplied || before.Status != 200 ? act(path, body) : before;
        return answer.Status == 200 && before.Status == 200 ? before : answer;
    }

    private string Normalized()
    {
        if (SandboxJson.TryParseObject(body) is not { } sent || !Uri.TryCreate($"{sent["callback_url"]}", UriKind.Absolute, out var address))
        {
            return body;
        }

        sent["callback_url"] = new UriBuilder(address) { Host = address.IdnHost }.Uri.AbsoluteUri;
        return sent.ToJsonString(SandboxJson.Options);
    }

    private Answer Page(Action<JsonArray> change)
    {
        var answer = act(path, body);
        if (answer.Status != 200 || JsonNode.Parse(answer.Body) is not JsonArray { Count: > 0 } page)
        {
            return answer;
        }

        change(page);
        return Answer.Json(200, page);
    }

    // Keep one object: an empty page would end the list.
    private static void Shorten(JsonArray page) => page.RemoveRange((page.Count + 1) / 2, page.Count / 2);

    // A full page keeps its length; the next page begins with the object that no longer fits.
    private void Repeat(JsonArray page)
    {
        if (page.Count > 1 && $"{page.Count}" == request.Query["limit"])
        {
            page.RemoveAt(page.Count - 1);
        }

        page.Insert(1, page[0]!.DeepClone());
    }

    private Answer Read(ResourcePath address)
    {
        var method = request.Method;
        request.Method = "GET";
        var answer = act(address, string.Empty);
        request.Method = method;
        return answer;
    }
}
