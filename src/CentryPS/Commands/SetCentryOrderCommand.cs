using System.Globalization;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
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

    /// <summary>How the cells of rows write amounts and dates, for example <c>es-CL</c>.</summary>
    [Parameter]
    public CultureInfo? Culture { get; set; }

    private protected override CultureInfo? CellCulture => Culture;

    private protected override string Suggestion => "-Status, -Property";
}
