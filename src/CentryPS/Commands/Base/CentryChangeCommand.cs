using System.Collections;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Commands.Base;

/// <summary>A cmdlet that changes existing objects, named by id or given.</summary>
/// <remarks>
/// There is no default parameter set: the engine would bind a piped object to it by property names before it tried
/// <see cref="InputObject"/>, and the object's old values would be sent as new ones. <see cref="InputObject"/> is not
/// mandatory, so that the engine takes its set where neither is given; the command then asks for the ids.
/// </remarks>
/// <typeparam name="TObject">The kind of object.</typeparam>
/// <typeparam name="TResult">What a change gives.</typeparam>
public abstract class CentryChangeCommand<TObject, TResult> : CentryJournalCommand<TResult>, IResourceCommand
    where TObject : CentryAccountObject
{
    private protected const string ById = "Id";
    private protected const string ByInputObject = "InputObject";

    private RowHeader? _header;
    private Row? _blankRow;

    // Rows of a file that was read in the wrong encoding, after the first: one error names them all at the end.
    private readonly List<(string? Id, object? Input)> _misread = [];
    private bool _isMisread;
    private bool _hasInput;
    private int _rows;

    private protected CentryChangeCommand(CentryResource<TObject> resource) => Resource = resource;

    /// <summary>The ids of the objects.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id"), NotAnObject]
    [ArgumentCompleter(typeof(IdCompleter))]
    public virtual string[] Id { get; set; } = [];

    /// <summary>The objects, of which only the ids are used, or rows.</summary>
    [Parameter(ParameterSetName = ByInputObject, ValueFromPipeline = true)]
    [NotAnId, ValidateNotNullOrEmpty]
    public object[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    ICentryResource IResourceCommand.Resource => Resource;

    private protected CentryResource<TObject> Resource { get; }

    private protected override ICentryResource AccountResource => Resource;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        FinishAll();
        ReportMisread();
        base.EndProcessing();
        if (_blankRow is not null && !_hasInput)
        {
            ForInput(input: null, () => throw CentryException.Invalid(Messages.AllRowsBlank, string.Join(", ", _blankRow.Names.Select(TerminalText.Show))));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByInputObject && InputObject.Length == 0)
        {
            ForInput(input: null, () => Id = HostPrompt.AskForIds(Host, MyInvocation.MyCommand.Name));
        }

        var isById = ParameterSetName == ById || Id.Length > 0;
        var items = isById ? Id : InputObject;
        Progress.Total = MyInvocation.ExpectingInput ? null : items.Length;
        foreach (var item in items)
        {
            Take(item, isById);
        }
    }

    private protected override void Report(CentryException exception, object? input)
    {
        if (CentryErrors.IsTerminating(exception))
        {
            ReportMisread();
        }
        else if (exception.IsEncodingError && _isMisread)
        {
            _misread.Add((Current, input));
            return;
        }

        _isMisread |= exception.IsEncodingError;
        base.Report(exception, input);
    }

    /// <summary>What changes an object; null where the user does not agree.</summary>
    /// <exception cref="CentryException">What the user gave cannot be sent.</exception>
    private protected abstract PlannedCall<TResult>? Plan(ChangeInput input);

    /// <summary>Asks whether to change an object, as <c>-WhatIf</c> and <c>-Confirm</c> want.</summary>
    /// <param name="id">Its id, or the text by which it is found.</param>
    /// <param name="known">The object as far as it is known.</param>
    /// <param name="action">What is to be done; called only where somebody reads it.</param>
    private protected bool IsAgreed(string id, CentryObject? known, Func<string> action) =>
        IsAgreed(() => Resource.Title.With(TerminalText.Show(known is not null && known.Label != id ? $"{id}, {known.Label}" : id)), action);

    /// <summary>A change before which the object is read, where a question showed it or where the journal keeps its old values.</summary>
    /// <param name="change">The object's id, and the attributes to compare; those of which only the old value matters have it again.</param>
    /// <param name="shown">The object as it was shown; null where the question named its id alone.</param>
    /// <param name="note">Notes the change of the object that was read.</param>
    /// <param name="send">Makes the change.</param>
    /// <param name="read">The object, where it has just been read.</param>
    private protected Func<ICaller, ChangeNote, Task<TResult>> Prepared(
        ObjectChange change,
        CentryObject? shown,
        Action<ChangeNote, TObject> note,
        Func<ICaller, Task<TResult>> send,
        TObject? read = null)
    {
        var known = IsAsked ? shown as TObject : null;
        return known is null && !KeepsValues ? (caller, _) => send(caller) : async (caller, values) =>
        {
            var now = known is not null ? await Resource.CheckAsShownAsync(known, change.Attributes, caller).ConfigureAwait(false)
                : read ?? await caller.SendAsync(Resource.Get(change.Id!)).ConfigureAwait(false);
            note(values, now);
            return await send(caller).ConfigureAwait(false);
        };
    }

    /// <summary>Whether a column other than the id says which object it is.</summary>
    private protected virtual bool FindsByMatch => false;

    /// <summary>What to do about a text that is no id; null for nothing in particular.</summary>
    private protected virtual string? NoIdAdvice => null;

    /// <summary>The role of a column that this command itself knows; null for any other.</summary>
    private protected virtual ColumnRole? RoleOf(string column) => column.ToLowerInvariant() switch
    {
        "id" or "_id" => ColumnRole.Id,
        "companyid" or "company_id" => ColumnRole.Company,
        "baseuri" or "base_uri" => ColumnRole.Server,
        _ => null,
    };

    private void ReportMisread()
    {
        if (_misread.Count > 0)
        {
            var ids = BulkReport.List([.. _misread.Select(row => TerminalText.Show(row.Id ?? string.Empty))]);
            base.Report(CentryException.Invalid(Messages.MoreMisread, _misread.Count, ids), _misread.Select(row => row.Input).ToArray());
            _misread.Clear();
        }
    }

    private void Take(object item, bool isId)
    {
        ChangeInput? input = null;
        var position = ++_rows;
        Start(
            item.Unwrap() is CentryObject or CentryNotification or IDictionary ? item.Unwrap()! : item,
            () => input?.Id ?? input?.Match ?? string.Empty,
            () =>
            {
                input = !isId ? ChangeInput.From<TObject>(PSObject.AsPSObject(item), _header ??= new RowHeader(AttributeParameter.Of(GetType()), RoleOf))
                    : FindsByMatch ? ChangeInput.Of(item, (string)item)
                    : new ChangeInput(item, (string)item);
                input = input with { TableRow = Row.InTable(item, position) };
                _blankRow = input.Row is { IsBlank: true } row ? row : _blankRow;
                return input.Row?.IsBlank == true ? null : Plan(Checked(input));
            });
    }

    private ChangeInput Checked(ChangeInput input)
    {
        if (input.Id is null && input.Match is null)
        {
            // The first row has the columns of all rows of a file.
            var role = FindsByMatch ? ColumnRole.Match : ColumnRole.Id;
            throw input.Row is not { } row ? CentryException.Invalid(Messages.BlankIdInRow)
                : !row.Has(role) ? row.WithoutId(isFirst: !_hasInput)
                : CentryException.Invalid(input.TableRow is null ? Messages.InRow : Messages.InvalidRow, input.TableRow ?? _rows, Messages.BlankIdInRow);
        }

        _hasInput = true;
        Await(input.Origin.CheckAsync(Resource, Caller, input.Id ?? input.Match!));
        return input.Id is { } id ? input with { Id = input.InRow(() => ObjectKey.Checked(id, NoIdAdvice)) } : input;
    }
}
