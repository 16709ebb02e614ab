using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Models.Json;

namespace CentryPS.Api;

/// <summary>A collection of the API, and the calls that every collection has.</summary>
/// <param name="name">The collection's name in paths, for example <c>webhooks</c>.</param>
/// <param name="one">How an object of it is read.</param>
/// <param name="many">How a page of it is read.</param>
/// <typeparam name="T">What it holds.</typeparam>
internal abstract class CentryResource<T>(string name, JsonTypeInfo<T> one, JsonTypeInfo<T[]> many) : ICentryResource
    where T : CentryObject
{
    /// <summary>An object as messages name it: <c>webhook {0}</c>.</summary>
    public abstract string Title { get; }

    public CentryCall<T> Get(string id) => new(HttpMethod.Get, ApiPath.Item(name, id), response => AnswerCheck.About(ReadOne(response), id));

    /// <param name="attributes">The attributes by Centry's names, and no others are sent.</param>
    public virtual CentryCall<T> Create(IReadOnlyDictionary<string, object?> attributes) =>
        new(HttpMethod.Post, ApiPath.Collection(name, []), response => AnswerCheck.Confirmed(ReadOne(response), attributes, response)) { Json = attributes };

    /// <param name="change">The object's id, and the attributes to send.</param>
    public CentryCall<T> Update(ObjectChange change) => new(
        HttpMethod.Put,
        ApiPath.Item(name, change.Id!),
        response => AnswerCheck.Confirmed(AnswerCheck.About(ReadOne(response), change.Id!), change.Attributes, response))
    {
        Body = change.Body,
        Settle = doubt => SettleAsync(change, doubt),
    };

    /// <summary>Deletes one. Where that is in doubt, looks whether it is gone.</summary>
    public virtual CentryCall<bool> Remove(string id) => Remove(id, query: string.Empty);

    /// <param name="query">The filters, and how many objects a page has.</param>
    /// <param name="caller">What sends the calls.</param>
    /// <param name="throttle">How many pages are read at once; 0 for as many as the session allows.</param>
    public ConcurrentPager<T> List(ListQuery query, ICaller caller, int throttle = 0)
    {
        return new ConcurrentPager<T>(
            new Pager<T>('/' + ApiPath.Collection(name, []), FetchAsync, item => item.Id!),
            FetchAsync,
            item => item.Id!,
            query.Limit,
            throttle > 0 ? throttle : caller.Options.ThrottleLimit,
            caller.Options.Time);

        Task<IReadOnlyList<T>> FetchAsync(PageStart start) => caller.SendAsync(Page(query, start));
    }

    /// <summary>The whole list.</summary>
    /// <exception cref="CentryException">It cannot be had to its end.</exception>
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
            page = await List(new ListQuery(ListQuery.PageSize).Updated(span.From, before: null), caller).NextAsync().ConfigureAwait(false);
            foreach (var item in page)
            {
                seen[item.Id!] = item;
            }
        }
        while (span.Adapt(page.Count, page.Max(item => item.UpdatedAt)));

        return [.. seen.Values.OrderByDescending(item => item.UpdatedAt).ThenByDescending(item => item.Id, StringComparer.Ordinal)];
    }

    public Task ReadOneAsync(ICaller caller) => List(new ListQuery(1), caller).NextAsync();

    async Task<CentryObject> ICentryResource.ReadAsync(string id, ICaller caller) => await caller.SendAsync(Get(id)).ConfigureAwait(false);

    async Task<CentryObject> ICentryResource.UpdateAsync(ObjectChange change, ICaller caller) => await caller.SendAsync(Update(change)).ConfigureAwait(false);

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

    /// <summary>Reads an object again, before a change that was agreed on, and checks that it is as the user saw it.</summary>
    /// <param name="shown">The object as it was shown.</param>
    /// <param name="change">The attributes that the change sends; those that identify the object are compared too.</param>
    /// <param name="caller">What sends the call.</param>
    /// <returns>The object as it is now.</returns>
    /// <exception cref="CentryException">It has changed (<see cref="CentryErrorCode.Conflict"/>), or it cannot be read.</exception>
    public async Task<T> CheckAsShownAsync(T shown, IReadOnlyDictionary<string, object?> change, ICaller caller)
    {
        var now = await caller.SendAsync(Get(shown.Id!)).ConfigureAwait(false);
        var changed = AttributeComparison.Since(shown, now, change, Identifying);
        if (changed.Count > 0)
        {
            throw new CentryException(CentryErrorCode.Conflict, Messages.ChangedSinceShown.With(TerminalText.Show(shown.Label), string.Join(", ", changed)))
                .Advising(Messages.ChangedSinceShownAdvice);
        }

        return now;
    }

    /// <summary>The attributes by which a person recognizes an object in a question.</summary>
    private protected virtual IEnumerable<string> Identifying => [];

    /// <summary>The error of a removal that Centry answered and did not make.</summary>
    public static CentryException NotRemoved(string id) =>
        new CentryException(CentryErrorCode.NotApplied, Messages.NotRemoved.With(id)).Advising(Messages.NotRemovedAdvice);

    private protected CentryCall<bool> Remove(string id, string query) =>
        new(HttpMethod.Delete, ApiPath.Item(name, id, query), ReadTrue)
        {
            Settle = async doubt => await IsGoneAsync(id, doubt.Caller).ConfigureAwait(false) ? true
                : throw (doubt.Failure.InnerException is UnexpectedAnswerException ? NotRemoved(id) : doubt.Failure),
        };

    private CentryCall<IReadOnlyList<T>> Page(ListQuery query, PageStart start) =>
        new(HttpMethod.Get, ApiPath.Collection(name, query.Pairs(start)), ReadPage);

    // An answer about another object, or one that cannot be read, says nothing of this one: the object itself does.
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
                Read = response => AnswerCheck.Confirmed(read.Read(response), change.Attributes, response),
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

    private T ReadOne(CentryResponse response) => Identified(JsonBody.Read(response.Body, one));

    private T[] ReadPage(CentryResponse response)
    {
        var page = JsonBody.Read(response.Body, many);
        foreach (var item in page)
        {
            Identified(item);
        }

        return page;
    }

    private static bool ReadTrue(CentryResponse response) =>
        JsonBody.ReadValue(response.Body) switch
        {
            true => true,
            false => throw new UnexpectedAnswerException("false"),
            _ => throw new JsonException(),
        };

    // An object without an id is something else, whatever the status says.
    private static T Identified(T? item) => string.IsNullOrEmpty(item?.Id) ? throw new JsonException() : item!;
}
