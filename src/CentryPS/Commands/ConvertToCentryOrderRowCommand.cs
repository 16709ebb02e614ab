using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Converts orders to flat rows for spreadsheets and tables. Set-CentryOrder accepts such rows.</summary>
[Cmdlet(VerbsData.ConvertTo, "CentryOrderRow", HelpUri = HelpLinks.Root + "ConvertTo-CentryOrderRow.md")]
[OutputType(typeof(PSObject))]
public sealed class ConvertToCentryOrderRowCommand : PSCmdlet
{
    private readonly OrderRows _rows = new(cell => cell);

    /// <summary>The orders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public CentryOrder[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var order in InputObject)
        {
            var row = new PSObject();
            foreach (var (name, cell) in OrderRows.Columns.Zip(_rows.Of(order), (name, cell) => (name, cell)))
            {
                row.Properties.Add(new PSNoteProperty(name, cell));
            }

            WriteObject(row);
        }
    }
}
