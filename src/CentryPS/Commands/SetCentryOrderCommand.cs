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

/// <summary>Changes the specified attributes of orders.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "CentryOrder",
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Set-CentryOrder.md")]
[OutputType(typeof(CentryOrder))]
public sealed partial class SetCentryOrderCommand : CentrySetCommand<CentryOrder>
{
    private OrderReview? _review;
    private int _unedited;
    private int _unchanged;

    /// <summary>The ids of the orders.</summary>
    [Parameter(
        ParameterSetName = ById, Mandatory = true, Position = 0,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id", "OrderId", "order_id"), NotAnObject]
    [ArgumentCompleter(typeof(IdCompleter))]
    public override string[] Id { get; set; } = [];

    /// <summary>The culture of amounts and dates in the cells of rows, for example <c>es-CL</c>.</summary>
    [Parameter]
    public CultureInfo? Culture { get; set; }

    /// <summary>The column of a row that identifies the order. Its value is not sent.</summary>
    [Parameter]
    [ValidateSet("Id", "IdOrigin", "NumberOrigin")]
    public string MatchBy { get; set; } = "Id";

    /// <summary>Reads the order first, and sends only the attributes that differ.</summary>
    [Parameter]
    public SwitchParameter OnlyChanged { get; set; }

    private protected override CentryResource<CentryOrder> Resource => Orders.Resource;

    private protected override CultureInfo? CellCulture => Culture;

    private protected override string Suggestion => "-Status, -Property";

    private protected override bool ReadsFirst => OnlyChanged;

    private protected override AttributeParameter? Match =>
        MatchBy == "Id" ? null : AttributeParameters.Of(GetType()).Find(MatchBy);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(Culture, CheckCulture);
        _review = new OrderReview(this, Calls);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Calls.FinishReads();
        base.EndProcessing();
        if (_unedited + _unchanged > 0)
        {
            WriteVerbose(Messages.LeftUnchanged.With(_unedited, _unchanged));
        }
    }

    /// <summary>Skips an order that already has all specified values.</summary>
    internal void SkipUnchanged()
    {
        _unchanged++;
        Calls.Skip();
    }

    private protected override ColumnRole? RoleOf(string column) => base.RoleOf(column)
        ?? column.Replace("_", string.Empty).ToLowerInvariant() switch
        {
            "orderid" => ColumnRole.Id,
            "updatedat" => ColumnRole.UpdatedAt,
            "rowfingerprint" => ColumnRole.Fingerprint,
            _ => null,
        };

    private protected override WindowCall? Plan(ChangeInput input, ObjectChange change)
    {
        if (!OnlyChanged && input.Match is null)
        {
            return base.Plan(input, change);
        }

        if (OnlyChanged && IsUnedited(input, change))
        {
            _unedited++;
            Calls.Skip();
            return null;
        }

        var id = input.Match ?? change.Id!;
        var correction = Correct(input, change);
        if (Calls.IsDone(id, change.Body))
        {
            return null;
        }

        if (OnlyChanged && IsDescribed)
        {
            _review!.Add(input.Target, correction, id);
            return null;
        }

        return IsAgreed(id, input.Object, () => Messages.ActionUpdate.With(change.Describe(input.Object)))
            ? Calls.Plan(id, change.Body, correction.RunAsync, order => Emit(order, change))
            : null;
    }

    internal override void Emit(CentryOrder? result, ObjectChange change)
    {
        if (result is null)
        {
            _unchanged++;
            Calls.Outcomes.RemoveApplied();
            Calls.Outcomes.AddUnchanged();
        }
        else
        {
            base.Emit(result, change);
        }
    }

    private bool IsUnedited(ChangeInput input, ObjectChange change) => change.Id is { } id
        && !HasCommandLine
        && input.Row?.Keys(ColumnRole.Fingerprint) is [var exported]
        && exported == RowFingerprint.Of(id, change.Attributes);

    private OrderCorrection Correct(ChangeInput input, ObjectChange change)
    {
        var (seen, precision) = OnlyChanged ? input.InRow(() => UpdatedAt(input.Row)) : (null, TimeSpan.Zero);
        return new OrderCorrection(change)
        {
            Match = input.Match is { } text ? (Match!.ApiName!, text) : null,
            OnlyChanged = OnlyChanged,
            Seen = seen,
            Precision = precision,
        };
    }

    // A spreadsheet that writes times in its own format omits milliseconds, and usually seconds.
    private (DateTimeOffset? Time, TimeSpan Precision) UpdatedAt(Row? row)
    {
        if (row?.Filled(ColumnRole.UpdatedAt).FirstOrDefault() is not { Column: { } column } cell)
        {
            return (null, TimeSpan.Zero);
        }

        var context = new ReadContext(ValueSource.Cell, Culture);
        var time = Row.InColumn(column, () => (CentryDate)new MomentKind().Read(cell.Value, context)).Value;
        return (time, cell.Value is not string text || text.Contains('T') ? TimeSpan.FromMilliseconds(1)
            : time.Second == 0 ? TimeSpan.FromMinutes(1)
            : TimeSpan.FromSeconds(1));
    }

    // ICU accepts any culture name, and would read 12.990 as 12.99.
    private void CheckCulture()
    {
        var isKnown = Culture is { Name.Length: > 0 }
            && CultureInfo.GetCultures(CultureTypes.AllCultures)
                .Any(known => known.Name.Equals(Culture.Name, StringComparison.OrdinalIgnoreCase));
        if (!isKnown && MyInvocation.BoundParameters.ContainsKey(nameof(Culture)))
        {
            throw CentryException.InvalidForAll(Messages.UnknownCulture.With(Culture?.Name));
        }
    }
}
