using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Models;
using CentryPS.Models.Attributes;

namespace CentryPS.Commands;

/// <summary>Changes orders: only what is given.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "CentryOrder",
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Set-CentryOrder.md")]
[OutputType(typeof(CentryOrder))]
public sealed partial class SetCentryOrderCommand : CentrySetCommand<CentryOrder>
{
    private readonly ConcurrentDictionary<CentryOrder, byte> _unchanged = new();
    private int _untouched;
    private int _same;

    /// <summary>Creates the cmdlet.</summary>
    public SetCentryOrderCommand()
        : base(Orders.Resource)
    {
    }

    /// <summary>The ids of the orders.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id", "OrderId", "order_id"), NotAnObject]
    [ArgumentCompleter(typeof(IdCompleter))]
    public override string[] Id { get; set; } = [];

    /// <summary>How the cells of rows write amounts and dates, for example <c>es-CL</c>.</summary>
    [Parameter]
    public CultureInfo? Culture { get; set; }

    /// <summary>Which column of a row says which order it is; it is then not sent.</summary>
    [Parameter]
    [ValidateSet("Id", "IdOrigin", "NumberOrigin")]
    public string MatchBy { get; set; } = "Id";

    /// <summary>Looks at the order first, and sends only what differs.</summary>
    [Parameter]
    public SwitchParameter OnlyChanged { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(Culture, CheckCulture);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _reviews?.Drain();
        base.EndProcessing();
        if (_untouched + _same > 0)
        {
            WriteVerbose(Messages.LeftUnchanged.With(_untouched, _same));
        }
    }

    private protected override CultureInfo? CellCulture => Culture;

    private protected override string Suggestion => "-Status, -Property";

    private protected override bool FindsByMatch => MatchBy != "Id";

    private protected override bool ReadsFirst => OnlyChanged;

    private protected override string JournalCommand => FindsByMatch ? $"{base.JournalCommand} -MatchBy {MatchParameter.Name}" : base.JournalCommand;

    private protected override string? NoIdAdvice => Messages.NoOrderIdAdvice;

    private AttributeParameter MatchParameter => AttributeParameter.Of(GetType()).Single(parameter => parameter.Name == MatchBy);

    private protected override ColumnRole? RoleOf(string column) => base.RoleOf(column)
        ?? (FindsByMatch && MatchParameter.IsNamed(column) ? ColumnRole.Match
            : Same(column, nameof(CentryNotification.OrderId)) ? ColumnRole.Id
            : Same(column, nameof(CentryOrder.UpdatedAt)) ? ColumnRole.UpdatedAt
            : Same(column, "RowFingerprint") ? ColumnRole.Fingerprint
            : null);

    private protected override PlannedCall<CentryOrder>? Plan(ChangeInput input, ObjectChange change)
    {
        if (!OnlyChanged && input.Match is null)
        {
            return base.Plan(input, change);
        }

        if (OnlyChanged && IsUntouched(input, change))
        {
            _untouched++;
            Summary.Left++;
            Progress.Advance();
            return null;
        }

        var id = input.Match ?? change.Id!;
        var (seen, precision) = OnlyChanged ? input.InRow(() => Seen(input.Row)) : (null, TimeSpan.Zero);
        var correction = new OrderCorrection(change)
        {
            Match = input.Match is { } text ? (MatchParameter.ApiName!, text) : null,
            OnlyChanged = OnlyChanged,
            Seen = seen,
            Precision = precision,
        };
        if (IsDone(id, () => change.Body))
        {
            return null;
        }

        if (OnlyChanged && IsDescribed)
        {
            Look(new Review(input, correction, id));
            return null;
        }

        return IsAgreed(id, input.Object, () => Messages.ActionUpdate.With(change.Describe(input.Object)))
            ? Planned(id, () => change.Body, (caller, note) => Watched(change, _ => correction.RunAsync(caller, note, order => _unchanged.TryAdd(order, 0)))(caller))
            : null;
    }

    private protected override void Emit(CentryOrder result, string id)
    {
        if (!_unchanged.TryRemove(result, out _))
        {
            base.Emit(result, id);
            return;
        }

        _same++;
        Summary.Applied--;
        Summary.Left++;
    }

    // Nobody edited the row since it was exported.
    private bool IsUntouched(ChangeInput input, ObjectChange change) => change.Id is { } id
        && !HasCommandLine
        && input.Row?.Keys(ColumnRole.Fingerprint) is [var exported]
        && exported == RowFingerprint.Of(id, change.Attributes);

    // ICU accepts any culture name, and would read 12.990 as 12.99.
    private void CheckCulture()
    {
        var isGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Culture));
        var isKnown = Culture is { Name.Length: > 0 } && CultureInfo.GetCultures(CultureTypes.AllCultures).Any(known => known.Name.Equals(Culture.Name, StringComparison.OrdinalIgnoreCase));
        if (isGiven && !isKnown)
        {
            throw CentryException.InvalidForAll(Messages.UnknownCulture.With(Culture?.Name));
        }
    }

    // A spreadsheet that writes a time in its own way leaves out the milliseconds, and mostly the seconds.
    private (DateTimeOffset? Seen, TimeSpan Precision) Seen(Row? row)
    {
        if (row?.Filled(ColumnRole.UpdatedAt).FirstOrDefault() is not { Column: { } column } cell)
        {
            return (null, TimeSpan.Zero);
        }

        var seen = GivenAttributes.InCell(column.Name, () => (CentryDate)new MomentKind().Read(cell.Value, new ReadContext(ValueSource.Cell, Culture))).Value;
        return (seen, cell.Value is not string text || text.Contains('T') ? TimeSpan.FromMilliseconds(1) : seen.Second == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(1));
    }

    private static bool Same(string column, string name) =>
        string.Equals(column.Replace("_", string.Empty), name, StringComparison.OrdinalIgnoreCase);
}
