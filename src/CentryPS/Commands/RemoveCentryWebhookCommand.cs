using System.Management.Automation;

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
    /// <summary>Removes without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the id of each webhook removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Change(object target, string id)
    {
        var isAgreed = (Force && !IsWhatIf) || ShouldProcess(Text(Messages.TargetWebhook, id), Messages.ActionRemove);
        if (isAgreed)
        {
            Start(target, id, token => Api.DeleteWebhookAsync(id, Observer, token));
        }
    }

    private protected override void Emit(bool result, object target)
    {
        if (PassThru)
        {
            WriteObject((target as CentryObject)?.Id ?? target);
        }
    }

    // -Force answers the question; it does not overrule -WhatIf.
    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var bound)
        ? bound is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference", defaultValue: false));
}
