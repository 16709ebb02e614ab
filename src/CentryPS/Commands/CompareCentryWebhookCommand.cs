using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Shows what makes the account's webhooks as they are desired.</summary>
[Cmdlet(VerbsData.Compare, "CentryWebhook", HelpUri = HelpLinks.Root + "Compare-CentryWebhook.md")]
[OutputType(typeof(CentryWebhookDifference))]
public sealed class CompareCentryWebhookCommand : CentrySessionCommand
{
    private DesiredWebhooks? _desired;

    /// <summary>The webhooks that are to be: rows, hashtables, JSON objects or webhooks, each with a callback URL and topics.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyCollection]
    public object?[]? DesiredWebhook { get; set; }

    /// <summary>The part of the account in which nothing else is to be; wildcards are allowed.</summary>
    [Parameter]
    [Alias("callback_url")]
    [SupportsWildcards, ArgumentCompleter(typeof(ValueCompleter))]
    public string? CallbackUrl { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(CallbackUrl, () => _desired = new DesiredWebhooks(this, CallbackUrl));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var row in DesiredWebhook ?? [null])
        {
            ForInput(row, () => _desired!.Add(row));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ForInput(CallbackUrl, Compare);
        base.EndProcessing();
    }

    private void Compare()
    {
        if (_desired!.Refused > 0)
        {
            WriteWarning(Messages.RowsRefused.With(_desired.Refused));
            return;
        }

        foreach (var difference in Await(_desired.Plan(prunes: true).ForAsync(Caller)))
        {
            WriteResult(difference);
        }
    }
}
