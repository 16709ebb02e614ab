using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Compares the account's webhooks with the desired state.</summary>
[Cmdlet(VerbsData.Compare, "CentryWebhook", HelpUri = HelpLinks.Root + "Compare-CentryWebhook.md")]
[OutputType(typeof(CentryWebhookDifference))]
public sealed class CompareCentryWebhookCommand : CentryDesiredWebhookCommand
{
    private protected override void Compare()
    {
        foreach (var difference in Await(Desired.Plan(prunes: true).ForAsync(Caller)))
        {
            WriteResult(difference);
        }
    }
}
