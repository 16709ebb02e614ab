using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>A collection of the API, with the calls that all collections have in common.</summary>
/// <param name="name">The collection's name in paths, such as <c>webhooks</c>.</param>
/// <param name="one">The JSON of an object.</param>
/// <param name="many">The JSON of a page.</param>
internal abstract class CentryResource<T>(string name, JsonTypeInfo<T> one, JsonTypeInfo<T[]> many) : ICentryResource
    where T : CentryObject
{
    public abstract string Title { get; }

    /// <summary>The attributes by which a user recognizes an object in a confirmation prompt.</summary>
    private protected virtual IEnumerable<string> Identifying => [];

    public CentryCall<T> Get(string id) =>
        new(HttpMethod.Get, ApiPath.Item(name, id), response => ResponseCheck.CheckId(ReadOne(response), id));

    public virtual CentryCall<T> Create(IReadOnlyDictionary<string, object?> attributes) => new(
        HttpMethod.Post,
        ApiPath.Collection(name, []),
        response => ResponseCheck.CheckApplied(ReadOne(response), attributes, response))
    {
        Json = attributes,
    };

    public CentryCall<T> Update(ObjectChange change)
    {
        return new(HttpMethod.Put, ApiPath.Item(name, change.Id!), Read)
        {
            Body = change.Body,
            Settle = doubt => SettleAsync(change, doubt),
        };

        T Read(CentryResponse response) => ResponseCheck.CheckApplied(
            ResponseCheck.CheckId(ReadOne(response), change.Id!), change.Attributes, response);
    }

    /// <summary>Deletes an object. If the outcome is unknown, checks whether the object still exists.</summary>
    public virtual CentryCall<bool> Remove(string id) => Remove(id, query: string.Empty);

    /// <summary>Reads a list, several pages at once; a throttle of 0 is the session's limit.</summary>
    public ConcurrentPager<T> List(ListQuery query, ICaller caller, int throttle = 0) => new(
        '/' + ApiPath.Collection(name, []),
        start => caller.SendAsync(Page(query, start)),
        item => item.Id!,
        query.Limit,
        throttle > 0 ? throttle : caller.Options.ThrottleLimit,
        caller.Options.Time);

    /// <summary>Reads the complete list.</summary>
    /// <exception cref="CentryException">A page cannot be read.</exception>
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
        var seen = new Dictionary<string, T>();
        var span = new RecentSpan(now);
        IReadOnlyList<T> page;
        do
        {
            var query = new ListQuery(ListQuery.PageSize).Updated(span.From, before: null);
            page = await List(query, caller).NextAsync().ConfigureAwait(false);
            foreach (var item in page)
            {
                seen[item.Id!] = item;
            }
        }
        while (span.Adapt(page.Count, page.Max(item => item.UpdatedAt)));

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
            throw change.Unreadable();
        }
    }

    /// <summary>Reads an object again, checks that it is still as the user saw it, and returns it.</summary>
    /// <exception cref="CentryException">The object has changed or cannot be read.</exception>
    public async Task<T> CheckAsShownAsync(T shown, IReadOnlyDictionary<string, object?> change, ICaller caller)
    {
        var now = await caller.SendAsync(Get(shown.Id!)).ConfigureAwait(false);
        AttributeComparison.CheckUnchanged(shown, now, change, Identifying);
        return now;
    }

    /// <summary>Creates the error for a removal that Centry answered without removing the object.</summary>
    public static CentryException NotRemoved(string id) =>
        new CentryException(CentryErrorCode.NotApplied, Messages.NotRemoved.With(id))
            .Advising(Messages.NotRemovedAdvice);

    private protected CentryCall<bool> Remove(string id, string query) =>
        new(HttpMethod.Delete, ApiPath.Item(name, id, query), ReadTrue)
        {
            Settle = async doubt => await IsGoneAsync(id, doubt.Caller).ConfigureAwait(false) ? true
                : throw (doubt.Failure.InnerException is UnexpectedAnswerException ? NotRemoved(id) : doubt.Failure),
        };

    private CentryCall<IReadOnlyList<T>> Page(ListQuery query, PageStart start) => new(
        HttpMethod.Get,
        ApiPath.Collection(name, query.Pairs(start)),
        response => [.. JsonBody.Read(response.Body, many).Select(CheckHasId)]);

    // A response that describes another object or cannot be read does not tell the outcome: reads the object instead.
    private async Task<T> SettleAsync(ObjectChange change, CallInDoubt doubt)
    {
        if (doubt.Failure.InnerException is not JsonException)
        {
            throw doubt.Failure;
        }

        try
        {
            var read = Get(change.Id!);
            return await doubt.Caller.SendAsync(read with
            {
                Read = response => ResponseCheck.CheckApplied(read.Read(response), change.Attributes, response),
            }).ConfigureAwait(false);
        }
        catch (CentryException exception) when (exception.ErrorCode != CentryErrorCode.NotApplied)
        {
            throw doubt.Failure;
        }
    }

    private async Task<bool> IsGoneAsync(string id, ICaller caller)
    {
        try
        {
            await caller.SendAsync(Get(id)).ConfigureAwait(false);
            return false;
        }
        catch (CentryException exception)
        {
            return exception.ErrorCode == CentryErrorCode.NotFound;
        }
    }

    private T ReadOne(CentryResponse response) => CheckHasId(JsonBody.Read(response.Body, one));

    private static bool ReadTrue(CentryResponse response) => JsonBody.ReadValue(response.Body) switch
    {
        true => true,
        false => throw new UnexpectedAnswerException("false"),
        _ => throw new JsonException(),
    };

    // JSON without an id is not an object of Centry's, even if the status is 200.
    private static T CheckHasId(T? item) => string.IsNullOrEmpty(item?.Id) ? throw new JsonException() : item!;
}
