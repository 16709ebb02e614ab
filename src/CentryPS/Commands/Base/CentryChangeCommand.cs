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

/// <summary>A cmdlet that changes existing objects: by id, from objects or from rows.</summary>
/// <remarks>
/// There is no default parameter set: PowerShell would bind a piped object to it by property names before it tried
/// <see cref="InputObject"/>, and the old values of the object would be sent as new ones. <see cref="InputObject"/> is
/// not mandatory, so that PowerShell uses its set if neither it nor <see cref="Id"/> is specified; the command then
/// asks for the ids.
/// </remarks>
/// <typeparam name="T">The type of the objects.</typeparam>
public abstract class CentryChangeCommand<T> : CentrySessionCommand
    where T : CentryAccountObject
{
    private protected const string ById = "Id";
    private protected const string ByObject = "InputObject";

    // The rows that fail because of their file: its encoding, or its columns.
    private readonly List<(string? Id, object? Input)> _misread = [];
    private ChangeInputReader<T> _reader = null!;

    /// <summary>The ids of the objects.</summary>
    [Parameter(
        ParameterSetName = ById, Mandatory = true, Position = 0,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id"), NotAnObject]
    [ArgumentCompleter(typeof(IdCompleter))]
    public virtual string[] Id { get; set; } = [];

    /// <summary>Objects, of which only the ids are used, or rows.</summary>
    [Parameter(ParameterSetName = ByObject, ValueFromPipeline = true)]
    [NotAnId, ValidateNotNullOrEmpty]
    public object[] InputObject { get; set; } = [];

    /// <summary>The maximum number of parallel calls; by default the session's limit.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; }

    /// <summary>
    /// A journal: a CSV file with a line for each change before it is sent, and a line when its outcome is known.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>Resumes the last run in the journal of <see cref="ResultPath"/>.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>
    /// Keeps the old and the new values in the journal, so that Undo-CentryChange can restore the old ones.
    /// </summary>
    [Parameter]
    public SwitchParameter Undoable { get; set; }

    private protected abstract CentryResource<T> Resource { get; }

    /// <summary>The parameter by which a column other than the id identifies the object; null for the id.</summary>
    private protected virtual AttributeParameter? Match => null;

    /// <summary>Whether the command reads each object anyway, so that a journal always keeps the values.</summary>
    private protected virtual bool ReadsFirst => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Calls = new Bulk(this, ThrottleLimit) { IsChange = true, ResultPath = ResultPath };
        var header = new RowHeader(GetType(), RoleOf);
        _reader = new(header, Match is null ? ColumnRole.Id : ColumnRole.Match);
        var command = MyInvocation.MyCommand.Name + (Match is null ? null : $" -MatchBy {Match.Name}");
        ForInput(ResultPath, () => Calls.OpenJournal(command, Resource, Resume, Undoable, Undoable || ReadsFirst));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByObject && InputObject.Length == 0)
        {
            ForInput(input: null, () => Id = HostPrompt.AskForIds(Host, MyInvocation.MyCommand.Name));
        }

        var isById = ParameterSetName == ById || Id.Length > 0;
        var items = isById ? Id : InputObject;
        Progress.Total = MyInvocation.ExpectingInput ? null : items.Length;
        foreach (var item in items)
        {
            Process(item, isById);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Calls.Finish();
        ReportMisread();
        base.EndProcessing();
        if (Calls.Journal?.LeftOut > 0)
        {
            WriteVerbose(Messages.LeftOut.With(Calls.Journal.LeftOut));
        }
        else if (Calls.Journal?.ResumedRun is { } run)
        {
            WriteWarning(Messages.NothingLeftOut.With(run, ResultPath));
        }

        if (_reader.AllBlank is { } blank)
        {
            Report(blank, input: null);
        }
    }

    private protected override void Report(CentryException exception, object? input)
    {
        if (CentryErrors.IsTerminating(exception))
        {
            ReportMisread();
        }
        else if (exception.IsFileError)
        {
            _misread.Add((Calls.Current, input));
            if (_misread.Count > 1)
            {
                return;
            }
        }

        base.Report(exception, input);
    }

    /// <summary>Plans the change of an object; returns null if there is none, or if the user declines it.</summary>
    private protected abstract WindowCall? Plan(ChangeInput input);

    /// <summary>The role of a column that is not an attribute of the object; null for any other.</summary>
    private protected virtual ColumnRole? RoleOf(string column) => column.ToLowerInvariant() switch
    {
        "id" or "_id" => ColumnRole.Id,
        "companyid" or "company_id" => ColumnRole.CompanyId,
        "baseuri" or "base_uri" => ColumnRole.BaseUri,
        var name => Match?.IsNamed(name) == true ? ColumnRole.Match : null,
    };

    internal bool IsAgreed(string id, CentryObject? known, Func<string> action) =>
        IsAgreed(Resource, id, known?.Label, action);

    /// <summary>
    /// Reads an object before its change, if a question showed it (and not only its id) or the journal keeps its old
    /// values. It must still have the attributes that the question showed.
    /// </summary>
    private protected async Task<T?> ReadBeforeAsync(
        ObjectChange change, CentryObject? shown, ICaller caller, T? read = null) =>
        IsAsked && shown is T known
            ? await Resource.CheckAsShownAsync(known, change.Attributes, caller).ConfigureAwait(false)
        : Calls.Journal?.KeepsValues != true ? null
        : read ?? await caller.SendAsync(Resource.Get(change.Id!)).ConfigureAwait(false);

    private void Process(object item, bool isId)
    {
        ChangeInput? input = null;
        Calls.Start(
            item.Unwrap() is CentryObject or CentryNotification or IDictionary ? item.Unwrap()! : item,
            () => input?.Id ?? input?.Match ?? string.Empty,
            () => (input = _reader.Read(item, isId)) is null ? null : Plan(Check(input)));
    }

    // The first row has its own error. One more error names the others.
    private void ReportMisread()
    {
        var others = _misread.Skip(1).ToArray();
        _misread.Clear();
        if (others.Length > 0)
        {
            var ids = BulkOutcomes.List([.. others.Select(row => TerminalText.Show(row.Id ?? string.Empty))]);
            var error = CentryException.Invalid(Messages.MoreMisread, others.Length, ids);
            base.Report(error, others.Select(row => row.Input).ToArray());
        }
    }

    private ChangeInput Check(ChangeInput input)
    {
        Await(input.Origin.CheckAsync(Resource, Caller, input.Id ?? input.Match!));
        return input.WithCheckedId(typeof(T) == typeof(CentryOrder) ? Messages.NoOrderIdAdvice : null);
    }
}
