using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Makes the account's webhooks as they are desired.</summary>
/// <remarks>The impact is that of a removal; what creates and updates asks only where changes of medium impact do.</remarks>
[Cmdlet(
    VerbsData.Sync,
    "CentryWebhook",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLinks.Root + "Sync-CentryWebhook.md")]
[OutputType(typeof(CentryWebhookDifference))]
public sealed class SyncCentryWebhookCommand : CentryJournalCommand<CentryWebhookDifference>
{
    private DesiredWebhooks? _desired;
    private readonly HashSet<string> _kept = [];
    private bool _hasFailed;

    /// <summary>The webhooks that are to be: rows, hashtables, JSON objects or webhooks, each with a callback URL and topics.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull, AllowEmptyCollection]
    public object?[]? DesiredWebhook { get; set; }

    /// <summary>The part of the account that the desired list speaks of; wildcards are allowed.</summary>
    [Parameter]
    [Alias("callback_url")]
    [SupportsWildcards, ArgumentCompleter(typeof(CallbackUrlCompleter))]
    public string? CallbackUrl { get; set; }

    /// <summary>Removes what is not desired within <see cref="CallbackUrl"/>.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>Lets <see cref="Prune"/> remove everything there where nothing is desired.</summary>
    [Parameter]
    public SwitchParameter AllowEmpty { get; set; }

    private protected override ICentryResource AccountResource => Webhooks.Resource;

    private protected override bool ReadsFirst => true;

    // The plan itself compares with Centry.
    private protected override bool LeavesOut => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForInput(CallbackUrl, () =>
        {
            _desired = new DesiredWebhooks(this, CallbackUrl);
            if (Prune && CallbackUrl is null)
            {
                throw CentryException.InvalidForAll(Messages.PruneNeedsCallbackUrl);
            }
        });
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
        ForInput(CallbackUrl, Synchronize);
        base.EndProcessing();
    }

    private protected override void Report(CentryException exception, object? input)
    {
        _hasFailed = true;
        base.Report(exception, input);
    }

    private protected override void Emit(CentryWebhookDifference result, string id)
    {
        if (result.Action != CentryWebhookAction.Remove && result.Id is not null)
        {
            _kept.Add(result.Id);
        }

        // The plan is output too: its steps are not changes.
        var isUnchanged = result.Action == CentryWebhookAction.None;
        Summary.Applied -= isUnchanged || this.IsWhatIf() ? 1 : 0;
        Summary.Left += isUnchanged ? 1 : 0;
        WriteResult(result);
    }

    private void Synchronize()
    {
        if (_desired!.Refused > 0)
        {
            WriteWarning(Messages.RowsRefused.With(_desired.Refused));
            return;
        }

        if (Prune && _desired.Count == 0 && !AllowEmpty)
        {
            throw CentryException.InvalidForAll(Messages.PruneEmpty.With(CallbackUrl));
        }

        var steps = Await(_desired.Plan(Prune).ForAsync(Caller)).ToLookup(step => step.Action == CentryWebhookAction.Remove);
        Progress.Total = steps[false].Count() + steps[true].Count();
        Take(steps[false]);
        FinishAll();
        if (_hasFailed && steps[true].Any())
        {
            WriteWarning(Messages.NothingRemoved.With(steps[true].Count()));
            return;
        }

        // A creation may be answered with a webhook that was there.
        Take(steps[true].Where(step => !_kept.Contains(step.Id!)));
    }

    private void Take(IEnumerable<CentryWebhookDifference> steps)
    {
        foreach (var step in steps)
        {
            var key = step.Id ?? step.CallbackUrl!;
            Start(step, () => key, () => Plan(step, key));
        }
    }

    // A plan is given as objects too.
    private PlannedCall<CentryWebhookDifference>? Plan(CentryWebhookDifference step, string key) =>
        step.Action == CentryWebhookAction.None ? new(key, _ => Task.FromResult(step))
        : IsAgreed(step) ? Planned(key, () => Change(step), (caller, note) => WebhookStep.TakeAsync(step, caller, note, Asks(step)))
        : this.IsWhatIf() ? new(key, _ => Task.FromResult(step))
        : null;

    private static byte[] Change(CentryWebhookDifference step) =>
        [(byte)step.Action, .. new ObjectChange(step.Id, WebhookStep.Attributes(step)).Body];

    private bool IsAgreed(CentryWebhookDifference step)
    {
        if (!Asks(step) && !this.IsWhatIf())
        {
            return true;
        }

        return IsAgreed(
            () => Webhooks.Resource.Title.With(step.Id is null ? step.CallbackUrl : $"{step.Id}, {step.CallbackUrl}"),
            () => step.Action == CentryWebhookAction.Remove ? Messages.ActionRemove : Describe(step));
    }

    private bool Asks(CentryWebhookDifference step) => step.Action == CentryWebhookAction.Remove || this.AsksFor(ConfirmImpact.Medium);

    private static string Describe(CentryWebhookDifference step)
    {
        var old = step.Action == CentryWebhookAction.Update ? new CentryWebhook { Topic = step.CurrentTopic } : null;
        return (old is null ? Messages.ActionCreate : Messages.ActionUpdate).With(new ObjectChange(step.Id, WebhookStep.Attributes(step)).Describe(old));
    }
}
