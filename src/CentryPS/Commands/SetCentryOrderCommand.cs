using System.Globalization;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Http;
using CentryPS.Models;

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
    /// <summary>Creates the cmdlet.</summary>
    public SetCentryOrderCommand()
        : base(Orders.Resource)
    {
    }

    /// <summary>The ids of the orders.</summary>
    [Parameter(ParameterSetName = ById, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("_id", "OrderId", "order_id")]
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

    private protected override CultureInfo? CellCulture => Culture;

    private protected override string Suggestion => "-Status, -Property";

    private protected override bool IsId(string column) => MatchBy == "Id"
        ? IsOrderId(column)
        : AttributeParameter.Of(GetType()).Single(parameter => parameter.Name == MatchBy).IsNamed(column);

    private protected override bool IsKnown(string column) =>
        IsOrderId(column) || IsSeen(column);

    private bool IsOrderId(string column) => base.IsId(column)
        || string.Equals(column, nameof(CentryNotification.OrderId), StringComparison.OrdinalIgnoreCase)
        || string.Equals(column, "order_id", StringComparison.OrdinalIgnoreCase);

    private protected override (IReadOnlyDictionary<string, object?> Changes, CentryObject? Old) Review(
        ChangeInput input,
        IReadOnlyDictionary<string, object?> attributes)
    {
        var isAsked = this.IsWhatIf() || MyInvocation.BoundParameters.ContainsKey("Confirm");
        if (!OnlyChanged || !isAsked)
        {
            return base.Review(input, attributes);
        }

        var correction = Correction(input, attributes);
        var order = Await(correction.LookAsync(Caller, input.Id!))!;
        return (correction.Changes(order), order);
    }

    private protected override Func<ICaller, Task<CentryOrder>> Correct(ChangeInput input, IReadOnlyDictionary<string, object?> attributes) =>
        OnlyChanged || IsFound(input)
            ? caller => Correction(input, attributes).RunAsync(caller, input.Id!)
            : base.Correct(input, attributes);

    private OrderCorrection Correction(ChangeInput input, IReadOnlyDictionary<string, object?> attributes) => new(attributes)
    {
        Find = !IsFound(input) ? null
            : MatchBy == "IdOrigin" ? query => query.Where("id_origin", input.Id)
            : query => query.Where("number_origin", input.Id),
        OnlyChanged = OnlyChanged,
        Seen = OnlyChanged ? Seen(input) : null,
    };

    // An object says by its id which order it is.
    private bool IsFound(ChangeInput input) => MatchBy != "Id" && input.Object is null;

    // Some systems make a culture of any word, which would read 12.990 as 12.99.
    private void CheckCulture()
    {
        var isGiven = MyInvocation.BoundParameters.ContainsKey(nameof(Culture));
        var isKnown = Culture is { Name.Length: > 0 } && CultureInfo.GetCultures(CultureTypes.AllCultures).Any(known => known.Name.Equals(Culture.Name, StringComparison.OrdinalIgnoreCase));
        if (isGiven && !isKnown)
        {
            throw CentryException.InvalidForAll(Messages.UnknownCulture.With(Culture?.Name));
        }
    }

    private static bool IsSeen(string column) => column.Replace("_", string.Empty).Equals("UpdatedAt", StringComparison.OrdinalIgnoreCase);

    private DateTimeOffset? Seen(ChangeInput input) =>
        new DateAttribute().Read(input.Columns.FirstOrDefault(column => IsSeen(column.Key)).Value, Culture) as DateTimeOffset?;
}
