using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;
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
public sealed class RemoveCentryWebhookCommand : CentryChangeCommand<CentryWebhook>
{
    /// <summary>Removes without confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the id of each removed webhook.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override CentryResource<CentryWebhook> Resource => Webhooks.Resource;

    // -Force does not override -WhatIf.
    private protected override WindowCall? Plan(ChangeInput input)
    {
        var id = input.Id!;
        var isForced = Force && !this.IsWhatIf();
        if (Calls.IsDone(id, []) || !(isForced || IsAgreed(id, input.Object, () => Messages.ActionRemove)))
        {
            return null;
        }

        return Calls.Plan(
            id,
            [],
            (caller, note) => RemoveAsync(id, isForced ? null : input.Object, caller, note),
            _ =>
            {
                if (PassThru)
                {
                    WriteObject(id);
                }
            });
    }

    private async Task<bool> RemoveAsync(string id, CentryObject? shown, ICaller caller, ChangeNote? note)
    {
        var nothing = new ObjectChange(id, ObjectChange.None);
        if (await ReadBeforeChangeAsync(nothing, shown, caller).ConfigureAwait(false) is { } now)
        {
            note?.StartRemoval(now);
        }

        return await caller.SendAsync(Webhooks.Resource.Remove(id)).ConfigureAwait(false);
    }
}
