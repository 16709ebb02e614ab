using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Creates, updates and removes webhooks so that the account has the desired ones.</summary>
/// <remarks>
/// The confirm impact is that of a removal. Creations and updates are confirmed like changes of medium impact.
/// </remarks>
[Cmdlet(
    VerbsData.Sync,
    "CentryWebhook",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLinks.Root + "Sync-CentryWebhook.md")]
[OutputType(typeof(CentryWebhookDifference))]
public sealed class SyncCentryWebhookCommand : CentryDesiredWebhookCommand
{
    private readonly HashSet<string> _retainedIds = [];
    private bool _hasFailed;

    /// <summary>Removes the other webhooks within <c>-CallbackUrl</c>.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>
    /// Allows <see cref="Prune"/> to remove all webhooks within <c>-CallbackUrl</c> if none is desired.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowEmpty { get; set; }

    /// <summary>The maximum number of parallel calls; by default the session's limit.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; }

    /// <summary>
    /// A journal: a CSV file with a line for each change before it is sent, and a line when its outcome is known.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>Resumes the last run in the journal of <see cref="ResultPath"/>.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>
    /// Keeps the old and the new values in the journal, so that Undo-CentryChange can restore the old ones.
    /// </summary>
    [Parameter]
    public SwitchParameter Undoable { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Calls = new Bulk(this, ThrottleLimit) { IsChange = true, ResultPath = ResultPath };
        ForInput(ResultPath, () =>
            Calls.OpenJournal(MyInvocation.MyCommand.Name, Webhooks.Resource, Resume, Undoable, keepsValues: true));
        if (Prune && CallbackUrl is null)
        {
            Report(CentryException.InvalidForAll(Messages.PruneNeedsCallbackUrl), CallbackUrl);
        }
    }

    private protected override void Report(CentryException exception, object? input)
    {
        _hasFailed = true;
        base.Report(exception, input);
    }

    private protected override void Compare()
    {
        if (Prune && Desired.Count == 0 && !AllowEmpty)
        {
            throw CentryException.InvalidForAll(Messages.PruneEmpty.With(CallbackUrl));
        }

        var plan = Await(Desired.Plan(Prune).ForAsync(Caller));
        var removals = plan.Where(step => step.Action == CentryWebhookAction.Remove).ToArray();
        Progress.Total = plan.Count;
        Start(plan.Where(step => step.Action != CentryWebhookAction.Remove));
        Calls.Finish();
        if (_hasFailed && removals.Length > 0)
        {
            WriteWarning(Messages.NothingRemoved.With(removals.Length));
            return;
        }

        // Centry may respond to a creation with an existing webhook, which must not be removed.
        Start(removals.Where(step => !_retainedIds.Contains(step.Id!)));
    }

    private void Start(IEnumerable<CentryWebhookDifference> steps)
    {
        foreach (var step in steps)
        {
            var key = step.Id ?? step.CallbackUrl!;
            Calls.Start(step, () => key, () => Plan(step, key));
        }
    }

    private WindowCall? Plan(CentryWebhookDifference step, string key)
    {
        var change = new ObjectChange(step.Id, WebhookStep.Attributes(step));
        var isChange = step.Action != CentryWebhookAction.None;
        var asks = step.Action == CentryWebhookAction.Remove || this.RequiresConfirmation(ConfirmImpact.Medium);
        if (isChange && ((!asks && !this.IsWhatIf()) || IsAgreed(Webhooks.Resource, key, step.CallbackUrl, Question)))
        {
            byte[] identity = [(byte)step.Action, .. change.Body];
            return Calls.Plan(
                key, identity, (caller, note) => WebhookStep.ApplyAsync(step, caller, note, asks), Emit);
        }

        // -WhatIf also outputs the steps of the plan.
        return isChange && !this.IsWhatIf() ? null : Calls.Plan(key, _ => Task.FromResult(step), Emit);

        string Question() => Describe(step.Action, change, new CentryWebhook { Topic = step.CurrentTopic });
    }

    private void Emit(CentryWebhookDifference result)
    {
        if (result.Action != CentryWebhookAction.Remove && result.Id is not null)
        {
            _retainedIds.Add(result.Id);
        }

        // A step without an action is output, but is not a change.
        if (result.Action == CentryWebhookAction.None)
        {
            Calls.Outcomes.RemoveApplied();
            Calls.Outcomes.AddUnchanged();
        }

        WriteResult(result);
    }
}
