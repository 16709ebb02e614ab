using System.Collections;
using System.Management.Automation;
using CentryPS.Http;

namespace CentryPS.Commands;

/// <summary>Changes orders: only what is given.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "CentryOrder",
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Set-CentryOrder.md")]
[OutputType(typeof(CentryOrder))]
public sealed partial class SetCentryOrderCommand : CentryChangeCommand<CentryOrder, CentryOrder>
{
    private BoundAttributes? _bound;

    /// <summary>More attributes, by Centry's names.</summary>
    [Parameter(ParameterSetName = ById, ValueFromPipelineByPropertyName = true), Parameter(ParameterSetName = ByInputObject)]
    public IDictionary? Property { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _bound = new BoundAttributes(this);
    }

    private protected override void Change(object target, string id)
    {
        var attributes = _bound!.Collect(Property);
        if (attributes.Count == 0)
        {
            throw CentryErrors.Invalid(Messages.NothingToChange, "-Status, -Property");
        }

        if (ShouldProcess(Text(Messages.TargetOrder, id), Text(Messages.ActionUpdate, string.Join(", ", attributes.Keys))))
        {
            var body = JsonBody.Write(attributes);
            Start(target, id, token => Api.UpdateOrderAsync(id, body, Observer, token));
        }
    }

    private protected override void Emit(CentryOrder result, object target) => WriteObject(result);
}
