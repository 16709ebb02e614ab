using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Models;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that gives objects by their ids, or the list of them.</summary>
/// <typeparam name="T">What it gives.</typeparam>
public abstract class CentryGetCommand<T> : CentryBulkCommand<T>
    where T : CentryObject
{
    private protected const string ById = "Id";
    private protected const string ByFilter = "List";

    private int _left;
    private bool _isWarned;

    private protected CentryGetCommand(CentryResource<T> resource) => Resource = resource;

    /// <summary>The ids of the objects to get.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id"), NotAnObject]
    [ArgumentCompleter(typeof(IdCompleter))]
    public virtual string[] Id { get; set; } = [];

    /// <summary>The company that the objects belong to, which an object piped in or a row of an export says.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true)]
    [Alias("company_id")]
    public string? CompanyId { get; set; }

    /// <summary>The base URI of the session that read an object piped in.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? BaseUri { get; set; }

    /// <summary>Only those created at this time or after it.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Date]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Only those created before this time.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Date]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Only those changed at this time or after it.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Date]
    public DateTimeOffset? UpdatedAfter { get; set; }

    /// <summary>Only those changed before this time.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [Date]
    public DateTimeOffset? UpdatedBefore { get; set; }

    /// <summary>Only so many, the first of the list.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>How many to ask for at a time.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    [ValidateRange(1, 10_000)]
    public int PageSize { get; set; } = ListQuery.PageSize;

    private protected CentryResource<T> Resource { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByFilter)
        {
            // Once; and never for an empty pipeline, for which the engine does not come here.
            ForInput(input: null, List);
            return;
        }

        Progress.Total = MyInvocation.ExpectingInput ? null : Id.Length;
        foreach (var id in Id)
        {
            Start(id, () => id, () => Plan(id));
        }
    }

    /// <summary>What to list, one after the other, with the filters that lists of this resource alone have.</summary>
    /// <param name="create">Makes a query with the filters that all lists have.</param>
    private protected virtual IEnumerable<ListQuery> Queries(Func<ListQuery> create) => [create()];

    /// <summary>Whether it passes the filters that Centry does not have.</summary>
    private protected virtual bool IsWanted(T item) => true;

    /// <summary>Whether it passes the filters that Centry has, which a server may ignore.</summary>
    private protected virtual bool Fits(T item) => IsBetween(item.CreatedAt, CreatedAfter, CreatedBefore) && IsBetween(item.UpdatedAt, UpdatedAfter, UpdatedBefore);

    /// <summary>Whether there are such filters, so that a page may give fewer than it holds.</summary>
    private protected virtual bool SortsOut => false;

    private protected override void Emit(T result, string id) => WriteResult(result);

    private PlannedCall<T> Plan(string id)
    {
        Await(new ObjectOrigin(BaseUri, CompanyId).CheckAsync(Resource, Caller, id));
        return new PlannedCall<T>(id, Resource.Get(id).SendAsync);
    }

    private void List()
    {
        BlankArguments.Refuse(this);
        _left = First;
        Progress.Total = First < int.MaxValue ? First : null;
        foreach (var query in Queries(CreateQuery).TakeWhile(_ => _left > 0))
        {
            List(query);
        }
    }

    private ListQuery CreateQuery() => new ListQuery(SortsOut ? PageSize : Math.Min(PageSize, _left))
        .Created(CreatedAfter, CreatedBefore)
        .Updated(UpdatedAfter, UpdatedBefore);

    private void List(ListQuery query)
    {
        var pages = Resource.List(query, Caller, ThrottleLimit);
        pages.Wanted = _left;
        var next = pages.NextAsync();
        while (_left > 0 && Await(next) is { Count: > 0 } page)
        {
            // The next pages travel while this one is written.
            pages.Wanted = SortsOut ? int.MaxValue : _left - page.Count(Fits);
            next = pages.IsComplete || pages.Wanted <= 0 ? Task.FromResult<IReadOnlyList<T>>([]) : pages.NextAsync();
            Write(page);
        }
    }

    private void Write(IReadOnlyList<T> page)
    {
        foreach (var item in page)
        {
            if (_left > 0 && IsFitting(item) && IsWanted(item))
            {
                _left--;
                WriteResult(item);
                Progress.Advance();
            }
        }
    }

    private bool IsFitting(T item)
    {
        var fits = Fits(item);
        if (!fits && !_isWarned)
        {
            _isWarned = true;
            WriteWarning(Messages.FilterIgnored);
        }

        return fits;
    }

    // Centry's filters have milliseconds.
    private static bool IsBetween(DateTimeOffset? time, DateTimeOffset? from, DateTimeOffset? before) =>
        (from is null || time?.ToUnixTimeMilliseconds() >= from.Value.ToUnixTimeMilliseconds())
        && (before is null || time?.ToUnixTimeMilliseconds() < before.Value.ToUnixTimeMilliseconds());
}
