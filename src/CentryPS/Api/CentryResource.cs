using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>A collection of the API, with the calls that all collections have in common.</summary>
internal abstract class CentryResource<T>(string name, JsonTypeInfo<T> one, JsonTypeInfo<T[]> many) : ICentryResource
    where T : CentryObject
{
    private const int MaxRecentCalls = 10;
    private const int EnoughObjects = 10;
    private const double MinPeriod = 1e-3;

    public abstract string Title { get; }

    /// <summary>The attributes by which a user recognizes an object in a confirmation prompt.</summary>
    private protected virtual IEnumerable<string> Identifying => [];

    public CentryCall<T> Get(string id) =>
        new(HttpMethod.Get, ApiPath.Item(name, id), response => ResponseCheck.CheckId(ReadOne(response), id));

    public CentryCall<T> Update(ObjectChange change)
    {
        var get = Get(change.Id!);
        var check = get with
        {
            Read = response => ResponseCheck.CheckApplied(get.Read(response), change.Attributes, response),
        };
        return check with
        {
            Method = HttpMethod.Put,
            Body = change.Body,
            Settle = doubt => SettleAsync(check, doubt),
        };
    }

    /// <summary>Reads a list, several pages at once; a throttle of 0 is the session's limit.</summary>
    public ConcurrentPager<T> List(ListQuery query, ICaller caller, int throttle = 0) => new(
        '/' + ApiPath.Collection(name, []),
        start => caller.SendAsync(Page(query, start)),
        item => item.Id!,
        query.Limit,
        throttle > 0 ? throttle : caller.Options.ThrottleLimit,
        caller.Options.Time);

    public async Task<IReadOnlyList<T>> GetAllAsync(ICaller caller)
    {
        var all = new List<T>();
        var pages = List(new ListQuery(ListQuery.PageSize), caller);
        while (!pages.IsComplete)
        {
            all.AddRange(await pages.NextAsync().ConfigureAwait(false));
        }

        return all;
    }

    public async Task<IReadOnlyList<CentryObject>> GetRecentAsync(ICaller caller, DateTimeOffset now)
    {
        // Centry has no list that begins with the latest changes. The period to read, in seconds before now, is
        // shortened while its page is full, and extended again if the page has few objects. Null: unbounded.
        double? period = null;
        var shortestFull = 1e9;
        var longestFree = MinPeriod;
        var seen = new Dictionary<string, T>();
        for (var calls = 0; calls < MaxRecentCalls; calls++)
        {
            var from = now - (period is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
            var query = new ListQuery(ListQuery.PageSize).Updated(from, before: null);
            var page = await List(query, caller).NextAsync().ConfigureAwait(false);
            foreach (var item in page)
            {
                seen[item.Id!] = item;
            }

            if (page.Count == ListQuery.PageSize)
            {
                // The server's clock may be ahead of this machine's.
                shortestFull = period ?? shortestFull;
                var age = (now - page.Max(item => item.UpdatedAt))?.TotalSeconds ?? shortestFull;
                period = age < longestFree ? age : Math.Min(age, Math.Sqrt(shortestFull * longestFree));
            }
            else if (period is null || period <= MinPeriod || page.Count >= EnoughObjects)
            {
                break;
            }
            else
            {
                longestFree = period.Value;
                period = Math.Sqrt(shortestFull * longestFree);
            }
        }

        return
        [
            .. seen.Values
                .OrderByDescending(item => item.UpdatedAt)
                .ThenByDescending(item => item.Id, StringComparer.Ordinal),
        ];
    }

    public Task ReadOneAsync(ICaller caller) => List(new ListQuery(1), caller).NextAsync();

    async Task<CentryObject> ICentryResource.ReadAsync(string id, ICaller caller) =>
        await caller.SendAsync(Get(id)).ConfigureAwait(false);

    async Task<CentryObject> ICentryResource.UpdateAsync(ObjectChange change, ICaller caller) =>
        await caller.SendAsync(Update(change)).ConfigureAwait(false);

    CentryObject ICentryResource.Parse(RecordedChange change)
    {
        try
        {
            return JsonBody.Read(System.Text.Encoding.UTF8.GetBytes(change.Line.Old), one);
        }
        catch (JsonException)
        {
            throw RecordedChange.Unreadable(change.Line);
        }
    }

    /// <summary>Reads an object again, checks that it is still as the user saw it, and returns it.</summary>
    public async Task<T> CheckAsShownAsync(T shown, IReadOnlyDictionary<string, object?> change, ICaller caller)
    {
        var now = await caller.SendAsync(Get(shown.Id!)).ConfigureAwait(false);
        AttributeComparison.CheckUnchanged(shown, now, change, Identifying);
        return now;
    }

    private CentryCall<IReadOnlyList<T>> Page(ListQuery query, PageStart start) => new(
        HttpMethod.Get,
        ApiPath.Collection(name, query.Pairs(start)),
        response => [.. JsonBody.Read(response.Body, many).Select(CheckHasId)]);

    // If the response describes another object or cannot be read, reads the object to determine the outcome.
    private static async Task<T> SettleAsync(CentryCall<T> check, CallInDoubt doubt)
    {
        if (doubt.Failure.InnerException is not JsonException)
        {
            throw doubt.Failure;
        }

        try
        {
            return await doubt.Caller.SendAsync(check).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode != CentryErrorCode.NotApplied)
        {
            throw doubt.Failure;
        }
    }

    private protected T ReadOne(CentryResponse response) => CheckHasId(JsonBody.Read(response.Body, one));

    // A status of 200 is no proof: JSON without an id is not an object of Centry.
    private static T CheckHasId(T? item) => string.IsNullOrEmpty(item?.Id) ? throw new JsonException() : item!;
}
