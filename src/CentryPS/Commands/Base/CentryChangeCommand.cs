using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that changes existing objects, named by id or given.</summary>
/// <remarks>
/// There is no default parameter set: the engine would bind a piped object to it by property names before it tried
/// <see cref="InputObject"/>, and the object's old values would be sent as new ones.
/// </remarks>
/// <typeparam name="TObject">The kind of object.</typeparam>
/// <typeparam name="TResult">What a change gives.</typeparam>
public abstract class CentryChangeCommand<TObject, TResult> : CentryBulkCommand<TResult>, IResourceCommand
    where TObject : CentryObject
{
    private protected const string ById = "Id";
    private protected const string ByInputObject = "InputObject";

    private ResultFile? _results;
    private bool _hasId;
    private int _rows;

    private protected CentryChangeCommand(CentryResource<TObject> resource) => Resource = resource;

    /// <summary>The ids of the objects.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id")]
    [ArgumentCompleter(typeof(IdCompleter))]
    public virtual string[] Id { get; set; } = [];

    /// <summary>The objects, of which only the ids are used, or rows.</summary>
    [Parameter(ParameterSetName = ByInputObject, Mandatory = true, ValueFromPipeline = true)]
    [NotAnId]
    public object[] InputObject { get; set; } = [];

    /// <summary>A CSV file that gets a line for each input before it is sent, and one as soon as its outcome is known.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>Goes on with the file of <see cref="ResultPath"/>: leaves out the inputs that it calls applied.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <inheritdoc/>
    ICentryResource IResourceCommand.Resource => Resource;

    private protected CentryResource<TObject> Resource { get; }

    private protected override bool IsChange => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(ResultPath, OpenResults);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        if (_results?.LeftOut > 0)
        {
            WriteVerbose(Messages.LeftOut.With(_results.LeftOut));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _results?.Dispose();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isById = ParameterSetName == ById;
        Progress.Total = MyInvocation.ExpectingInput ? null : isById ? Id.Length : InputObject.Length;
        foreach (var id in isById ? Id : [])
        {
            Start(id, id, () => Change(new ChangeInput(id, id)));
        }

        foreach (var item in isById ? [] : InputObject)
        {
            _rows++;
            var input = ChangeInput.From<TObject>(PSObject.AsPSObject(item), IsId);
            if (!input.IsBlank)
            {
                Start(input.Target, input.Id ?? string.Empty, () => Change(Checked(input)));
            }
        }
    }

    /// <summary>What changes an object; null where the user does not agree.</summary>
    /// <exception cref="CentryException">What the user gave cannot be sent.</exception>
    private protected abstract Func<ICaller, Task<TResult>>? Change(ChangeInput input);

    /// <summary>Asks whether to change it, as <c>-WhatIf</c> and <c>-Confirm</c> want.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="known">What is known of it, if anything.</param>
    /// <param name="action">What is to be done.</param>
    private protected bool IsAgreed(string? id, CentryObject? known, string action) =>
        IsAgreed(Resource.Title.With(known is not null && known.Label != id ? $"{id}, {known.Label}" : id), action);

    /// <summary>A change that is told in the file of results, and left out where that calls it applied.</summary>
    /// <param name="id">The id of the object.</param>
    /// <param name="change">What is sent, to tell the changes of one object apart.</param>
    /// <param name="ask">Gives the change; null where the user does not agree.</param>
    private protected Func<ICaller, Task<TResult>>? Recorded(string id, byte[] change, Func<Func<ICaller, Task<TResult>>?> ask) =>
        _results is null ? ask()
        : _results.IsDone(id, change) ? null
        : ask() is { } send ? _results.Record(id, change, send)
        : null;

    private protected override void Refuse(string id, CentryException refusal) => _results?.Refuse(id, refusal);

    private void OpenResults()
    {
        if (Resume && ResultPath is null)
        {
            throw CentryException.InvalidForAll(Messages.NothingToResume);
        }

        if (ResultPath is not null && !this.IsWhatIf())
        {
            _results = new ResultFile(FilePath.Of(this, ResultPath), Resume, Time);
        }
    }

    /// <summary>Whether a column says which object it is.</summary>
    private protected virtual bool IsId(string column) => string.Equals(column, nameof(Id), StringComparison.OrdinalIgnoreCase)
        || string.Equals(column, "_id", StringComparison.OrdinalIgnoreCase);

    private ChangeInput Checked(ChangeInput input)
    {
        if (input.OtherId is not null)
        {
            throw CentryException.Invalid(Messages.TwoIds, input.Id, input.OtherId);
        }

        if (input.Id is null)
        {
            // The first row has the columns of all rows of a file.
            throw input.Object is { } other ? CentryException.Invalid(Messages.OtherKind, other.GetType().Name, typeof(TObject).Name)
                : input.Target is CentryNotification notification ? CentryException.Invalid(Messages.NotAboutAnOrder, notification)
                : _hasId ? CentryException.Invalid(Messages.NoIdColumn)
                : CentryException.InvalidForAll(Messages.NoIdColumn);
        }

        _hasId = true;
        return string.IsNullOrWhiteSpace(input.Id) && input.Columns.Count > 0
            ? throw CentryException.Invalid(Messages.InRow, _rows, Messages.BlankIdInRow)
            : input;
    }
}
