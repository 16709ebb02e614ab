using System.Collections;
using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Makes notifications of what another service received: a function, a queue, a webhook of a runbook.</summary>
[Cmdlet(VerbsData.ConvertFrom, "CentryNotification", HelpUri = HelpLinks.Root + "ConvertFrom-CentryNotification.md")]
[OutputType(typeof(CentryNotification))]
public sealed class ConvertFromCentryNotificationCommand : CentryCommand
{
    // The engine takes an array of bytes in the pipeline apart.
    private readonly List<byte> _bytes = [];

    /// <summary>What Centry posted: JSON text, its bytes, or the hashtable or object that was made of it.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyString, AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var input = InputObject.Unwrap();
        if (input is byte next)
        {
            _bytes.Add(next);
            return;
        }

        WriteBytes();
        foreach (var item in input is IEnumerable several and not (string or byte[] or IDictionary) ? several.Cast<object?>() : [InputObject])
        {
            Write(item);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteBytes();
        base.EndProcessing();
    }

    private void WriteBytes()
    {
        if (_bytes.Count > 0)
        {
            Write(_bytes.ToArray());
            _bytes.Clear();
        }
    }

    private void Write(object? input) => ForInput(input, () => WriteObject(NotificationInput.Read(input)));
}
