using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that gets objects by id, or lists them.</summary>
/// <typeparam name="T">The type of the objects.</typeparam>
public abstract class CentryGetCommand<T> : CentrySessionCommand
    where T : CentryObject
{
    private protected const string ById = "Id";
    private protected const string ByFilter = "List";

    private int _remaining;
    private bool _isWarned;

    /// <summary>The ids of the objects to get.</summary>
    [Parameter(
        ParameterSetName = ById, Mandatory = true, Position = 0,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id"), NotAnObject]
    [ArgumentCompleter(typeof(IdCompleter))]
    public virtual string[] Id { get; set; } = [];

    /// <summary>The company of the objects, from an object in the pipeline or a row of an export.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Alias("company_id")]
    public string? CompanyId { get; set; }

    /// <summary>The base URI of the session that read an object in the pipeline.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? BaseUri { get; set; }

    /// <summary>Only objects created at this time or later.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Date]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Only objects created before this time.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Date]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Only objects changed at this time or later.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Date]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>Only objects changed before this time.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Date]
    public DateTimeOffset? UpdatedBefore { get; set; }

    /// <summary>Only this number of objects, from the start of the list.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>The number of objects to request at a time.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [ValidateRange(1, 10_000)]
    public int PageSize { get; set; } = ListQuery.PageSize;

    /// <summary>The maximum number of parallel calls; by default the session's limit.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; }

    private protected abstract CentryResource<T> Resource { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Calls = new Bulk(this, ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByFilter)
        {
            ForInput(input: null, List);
            return;
        }

        Progress.Total = MyInvocation.ExpectingInput ? null : Id.Length;
        foreach (var id in Id)
        {
            Calls.Start(id, () => id, () => Plan(id));
        }
    }

    /// <summary>The queries of the list, in order, with the filters of this resource.</summary>
    private protected virtual IEnumerable<ListQuery> Queries => [CreateQuery()];

    /// <summary>Returns true if an object passes the filters that this module applies.</summary>
    private protected virtual bool MatchesLocalFilters(T item) => true;

    /// <summary>Returns true if an object passes the filters that Centry applies. A server may ignore them.</summary>
    private protected virtual bool MatchesServerFilters(T item) =>
        IsBetween(item.CreatedAt, CreatedAfter, CreatedBefore)
            && IsBetween(item.UpdatedAt, UpdatedAfter, UpdatedBefore);

    /// <summary>
    /// True if <see cref="MatchesLocalFilters"/> may reject objects, so that more objects have to be requested.
    /// </summary>
    private protected virtual bool FiltersLocally => false;

    private protected WindowCall Plan(string id)
    {
        Await(new ObjectOrigin(BaseUri, CompanyId).CheckAsync(Resource, Caller, id));
        var call = Resource.Get(id);
        return Calls.Plan(id, caller => caller.SendAsync(call), WriteResult);
    }

    private void List()
    {
        BlankArguments.Refuse(this);
        _remaining = First;
        Progress.Total = First < int.MaxValue ? First : null;
        foreach (var query in Queries.TakeWhile(_ => _remaining > 0))
        {
            List(query);
        }
    }

    /// <summary>Creates a query with the filters of all resources.</summary>
    private protected ListQuery CreateQuery()
    {
        var size = FiltersLocally ? PageSize : Math.Min(PageSize, _remaining);
        return new ListQuery(size).Created(CreatedAfter, CreatedBefore).Updated(UpdatedAfter, UpdatedBefore);
    }

    private void List(ListQuery query)
    {
        var pages = Resource.List(query, Caller, ThrottleLimit);
        pages.Wanted = _remaining;
        var next = pages.NextAsync();
        while (_remaining > 0 && Await(next) is { Count: > 0 } page)
        {
            // Request the next pages while this one is written.
            pages.Wanted = FiltersLocally ? int.MaxValue : _remaining - page.Count(MatchesServerFilters);
            next = pages.IsComplete || pages.Wanted <= 0 ? Task.FromResult<IReadOnlyList<T>>([]) : pages.NextAsync();
            Write(page);
        }
    }

    private void Write(IReadOnlyList<T> page)
    {
        foreach (var item in page.TakeWhile(_ => _remaining > 0))
        {
            var isListed = MatchesServerFilters(item);
            if (!isListed && !_isWarned)
            {
                _isWarned = true;
                WriteWarning(Messages.FilterIgnored);
            }

            if (isListed && MatchesLocalFilters(item))
            {
                _remaining--;
                WriteResult(item);
                Progress.Advance();
            }
        }
    }

    // Centry filters by milliseconds.
    private static bool IsBetween(DateTimeOffset? time, DateTimeOffset? from, DateTimeOffset? before) =>
        (from is null || time?.ToUnixTimeMilliseconds() >= from.Value.ToUnixTimeMilliseconds())
        && (before is null || time?.ToUnixTimeMilliseconds() < before.Value.ToUnixTimeMilliseconds());
}
