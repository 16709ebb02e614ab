using System.Globalization;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>Calls any endpoint of the API, including those for which this module has no resource.</summary>
internal static class Endpoint
{
    /// <summary>Returns a call whose result is the JSON as plain values.</summary>
    /// <exception cref="CentryException">The path leads out of the API or is too long.</exception>
    public static CentryCall<object?> Call(
        HttpMethod method,
        string path,
        IEnumerable<KeyValuePair<string, string?>> query) =>
            new(method, ApiPath.Any(path, query), response => JsonBody.ReadValue(response.Body));

    /// <summary>
    /// Returns a pager over the endpoint's list, whose objects are plain values. <c>limit</c> and <c>after</c> in the
    /// query set the page size and the start.
    /// </summary>
    /// <exception cref="CentryException">The path leads out of the API or is too long.</exception>
    public static Pager<object?> List(
        string path,
        IReadOnlyCollection<KeyValuePair<string, string?>> query,
        ICaller caller)
    {
        var limit = Value("limit") is not { } text ? ListQuery.PageSize
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw CentryException.Invalid(Messages.InvalidLimit, text);
        var filters = new ListQuery(limit).With(query.Where(pair => pair.Key is not ("limit" or "after")));
        return new Pager<object?>('/' + ApiPath.Any(path, []), FetchAsync, Id, Value("after"));

        async Task<IReadOnlyList<object?>> FetchAsync(PageStart start)
        {
            var page = await caller.SendAsync(Call(HttpMethod.Get, path, filters.Pairs(start))).ConfigureAwait(false);
            return page as object?[] ?? throw NotAList();
        }

        string Id(object? item) => item is IDictionary<string, object?> map
            && map.TryGetValue("_id", out var id) && id is string text ? text : throw NotAList();

        string? Value(string name) => query.LastOrDefault(pair => pair.Key == name).Value;

        CentryException NotAList() => CentryException.Invalid(Messages.NotAList, path);
    }
}
