using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Api;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>
/// A well-formed response with wrong content, for a request that <see cref="FaultTarget"/> selects.
/// </summary>
/// <param name="request">The request.</param>
/// <param name="path">The path of the request.</param>
/// <param name="body">The body of the request.</param>
/// <param name="handle">Carries out a request, given its path and body.</param>
internal sealed class FalseResponse(
    HttpRequest request,
    ResourcePath path,
    string body,
    Func<ResourcePath, string, ApiResponse> handle)
{
    /// <summary>
    /// Returns the response that the fault specifies; the correct response if the fault is null or of another kind.
    /// </summary>
    public ApiResponse Apply(Fault? fault) => fault?.Kind switch
    {
        FaultKind.IgnoreFilter => Unfiltered(),
        FaultKind.OtherObject => OtherObject(request.Method == "GET" || fault.Applied != false),
        FaultKind.StaleAnswer => StaleObject(fault.Applied == true),
        FaultKind.NormalForm => handle(path, WithNormalizedUrl()),
        FaultKind.ShortPage => ChangePage(RemoveSecondHalf),
        FaultKind.Duplicate => ChangePage(DuplicateFirst),
        FaultKind.KeepDeleted => Read(path) is { Status: 200 }
            ? new ApiResponse(200, "true"u8.ToArray())
            : handle(path, body),
        _ => handle(path, body),
    };

    private ApiResponse Unfiltered()
    {
        request.QueryString = QueryString.Create(request.Query.Where(pair => FaultTarget.Paging.Contains(pair.Key)));
        return handle(path, body);
    }

    private ApiResponse OtherObject(bool isApplied)
    {
        var response = isApplied ? handle(path, body) : Read(path);
        var others = JsonNode.Parse(Read(path with { Id = null }).Body) as JsonArray;
        return response.Status == 200 && others?.FirstOrDefault(item => $"{item!["_id"]}" != path.Id) is { } other
            ? ApiResponse.Json(200, other)
            : response;
    }

    private ApiResponse StaleObject(bool isApplied)
    {
        var before = Read(path);
        var response = isApplied || before.Status != 200 ? handle(path, body) : before;
        return response.Status == 200 && before.Status == 200 ? before : response;
    }

    private string WithNormalizedUrl()
    {
        if (SandboxJson.TryParseObject(body) is not { } sent
            || !Uri.TryCreate($"{sent["callback_url"]}", UriKind.Absolute, out var address))
        {
            return body;
        }

        sent["callback_url"] = new UriBuilder(address) { Host = address.IdnHost }.Uri.AbsoluteUri;
        return sent.ToJsonString(SandboxJson.Options);
    }

    private ApiResponse ChangePage(Action<JsonArray> change)
    {
        var response = handle(path, body);
        if (response.Status != 200 || JsonNode.Parse(response.Body) is not JsonArray { Count: > 0 } page)
        {
            return response;
        }

        change(page);
        return ApiResponse.Json(200, page);
    }

    // At least one object remains, because an empty page would end the list.
    private static void RemoveSecondHalf(JsonArray page) => page.RemoveRange((page.Count + 1) / 2, page.Count / 2);

    // A full page keeps its length; the next page begins with the object that no longer fits.
    private void DuplicateFirst(JsonArray page)
    {
        if (page.Count > 1 && $"{page.Count}" == request.Query["limit"])
        {
            page.RemoveAt(page.Count - 1);
        }

        page.Insert(1, page[0]!.DeepClone());
    }

    private ApiResponse Read(ResourcePath address)
    {
        var method = request.Method;
        request.Method = "GET";
        var response = handle(address, string.Empty);
        request.Method = method;
        return response;
    }
}
