using System.Globalization;
using CentryPS.Http;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>Any endpoint of the API, for what this module has no resource for.</summary>
internal static class Endpoint
{
    private static readonly string[] Paging = ["limit", "after"];

    /// <summary>A call of it; gives the JSON as plain values.</summary>
    /// <exception cref="CentryException">The path leads out of the API, or is too long.</exception>
    public static CentryCall<object?> Call(HttpMethod method, string path, IEnumerable<KeyValuePair<string, string?>> query) =>
        new(method, ApiPath.Any(path, query), response => JsonBody.ReadValue(response.Body));

    /// <summary>Its list, to the end; gives each object as plain values. <c>limit</c> and <c>after</c> of the query say how it begins.</summary>
    /// <exception cref="CentryException">The path leads out of the API, or is too long.</exception>
    public static Pager<object?> List(string path, IReadOnlyCollection<KeyValuePair<string, string?>> query, ICaller caller)
    {
        var limit = Value("limit") is not { } text ? ListQuery.PageSize
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw CentryException.Invalid(Messages.InvalidLimit, text);
        var asked = new ListQuery(limit).With(query.Where(pair => !Paging.Contains(pair.Key)));
        return new Pager<object?>('/' + ApiPath.Any(path, []), FetchAsync, Id, Value("after"));

        async Task<IReadOnlyList<object?>> FetchAsync(PageStart start) =>
            await caller.SendAsync(Call(HttpMethod.Get, path, asked.Pairs(start))).ConfigureAwait(false) as object?[] ?? throw NotAList();

        string Id(object? item) =>
            (item as IDictionary<string, object?>)?.TryGetValue("_id", out var id) == true && id is string text ? text : throw NotAList();

        string? Value(string name) => query.LastOrDefault(pair => pair.Key == name).Value;

        CentryException NotAList() => CentryException.Invalid(Messages.NotAList, path);
    }
}
