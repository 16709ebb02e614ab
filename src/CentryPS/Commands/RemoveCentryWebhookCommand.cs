using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Deletes webhooks.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "CentryWebhook",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLinks.Root + "Remove-CentryWebhook.md")]
[OutputType(typeof(void))]
[OutputType(typeof(string))]
public sealed class RemoveCentryWebhookCommand : CentryChangeCommand<CentryWebhook, bool>
{
    /// <summary>Creates the cmdlet.</summary>
    public RemoveCentryWebhookCommand()
        : base(Webhooks.Resource)
    {
    }

    /// <summary>Removes without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the id of each webhook removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    // -Force answers the question; it does not overrule -WhatIf.
    private protected override PlannedCall<bool>? Plan(ChangeInput input) =>
        IsDone(input.Id!, () => []) ? null
        : Force && !this.IsWhatIf() ? Removal(input.Id!, shown: null)
        : IsAgreed(input.Id!, input.Object, () => Messages.ActionRemove) ? Removal(input.Id!, input.Object)
        : null;

    private PlannedCall<bool> Removal(string id, CentryObject? shown) =>
        Planned(id, () => [], Prepared(new ObjectChange(id, ObjectChange.None), shown, (note, now) => note.Remove(now), Resource.Remove(id).SendAsync));

    private protected override void Emit(bool result, string id)
    {
        if (PassThru)
        {
            WriteObject(id);
        }
    }
}
