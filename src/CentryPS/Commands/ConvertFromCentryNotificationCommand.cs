using System.Collections;
using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Parses notifications that another service received, such as a function, a queue or a runbook.</summary>
[Cmdlet(VerbsData.ConvertFrom, "CentryNotification", HelpUri = HelpLinks.Root + "ConvertFrom-CentryNotification.md")]
[OutputType(typeof(CentryNotification))]
public sealed class ConvertFromCentryNotificationCommand : CentryCommand
{
    // The pipeline passes an array of bytes one by one.
    private readonly List<byte> _bytes = [];

    /// <summary>The notification: JSON text, its bytes, or a hashtable or an object made from it.</summary>
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
        var items = input is IEnumerable list and not (string or byte[] or IDictionary) ? list.Cast<object?>()
            : [InputObject];
        foreach (var item in items)
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
