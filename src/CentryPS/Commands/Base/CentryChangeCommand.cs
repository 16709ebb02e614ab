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

    // The rows that failed because of the encoding or the columns of their file.
    private readonly List<(string? Id, object? Input)> _fileErrors = [];
    private ChangeInputReader<T> _reader = null!;

    /// <summary>The ids of the objects.</summary>
    [Parameter(
        ParameterSetName = ById, Mandatory = true, Position = 0,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id"), NotAnObject]
    [ArgumentCompleter(typeof(IdCompleter))]
    public virtual string[] Id { get; set; } = [];

    /// <summary>Rows, or objects, of which only the ids are used.</summary>
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

    /// <summary>The parameter whose column identifies the object; null if the id does.</summary>
    private protected virtual AttributeParameter? Match => null;

    /// <summary>True if the command always reads objects first, so that the journal keeps their values.</summary>
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
        ReportFileErrors();
        base.EndProcessing();
        if (Calls.Journal?.Skipped > 0)
        {
            WriteVerbose(Messages.LeftOut.With(Calls.Journal.Skipped));
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
            ReportFileErrors();
        }
        else if (exception.IsFileError)
        {
            _fileErrors.Add((Calls.Current, input));
            if (_fileErrors.Count > 1)
            {
                return;
            }
        }

        base.Report(exception, input);
    }

    /// <summary>Plans the change of an object; returns null if nothing changes or the user declines.</summary>
    private protected abstract WindowCall? Plan(ChangeInput input);

    /// <summary>Returns the role of a column that is not an attribute of the object; null for others.</summary>
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
    /// Reads an object before its change if a confirmation prompt showed its attributes, or if the journal keeps its
    /// old values. After a prompt, it fails if the object no longer has those attributes.
    /// </summary>
    private protected async Task<T?> ReadBeforeChangeAsync(
        ObjectChange change, CentryObject? shown, ICaller caller, T? read = null) =>
        AsksUser && shown is T known
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

    // The first row has its own error. A second error names the others.
    private void ReportFileErrors()
    {
        var others = _fileErrors.Skip(1).ToArray();
        _fileErrors.Clear();
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
