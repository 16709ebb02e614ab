using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Undoes a bulk change: restores the old values that a journal keeps.</summary>
[Cmdlet(
    VerbsCommon.Undo,
    "CentryChange",
    SupportsShouldProcess = true,
    HelpUri = HelpLinks.Root + "Undo-CentryChange.md")]
[OutputType(typeof(CentryOrder), typeof(CentryWebhook))]
public sealed class UndoCentryChangeCommand : CentrySessionCommand
{
    private readonly List<(string? Run, string? Id)> _requested = [];

    /// <summary>
    /// The journal: the <c>-ResultPath</c> of the bulk change. The outcomes of this command are appended to it.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string ResultPath { get; set; } = string.Empty;

    /// <summary>The run to undo; by default, the last run that does not undo another.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(JournalCompleter))]
    public string? Run { get; set; }

    /// <summary>
    /// The ids of the objects to undo, or the texts by which the run found them; by default, all objects.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(JournalCompleter))]
    public string[]? Id { get; set; }

    /// <summary>The maximum number of parallel calls; by default the session's limit.</summary>
    [Parameter]
    [ValidateRange(1, HttpClients.MostConnections)]
    public int ThrottleLimit { get; set; }

    /// <summary>Returns the objects after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Calls = new Bulk(this, ThrottleLimit) { IsChange = true, ResultPath = ResultPath };
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _requested.AddRange((Id ?? [null!]).Select(id => (Run, (string?)id)));

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ForInput(ResultPath, Undo);
        base.EndProcessing();
    }

    private void Undo()
    {
        var path = FilePath.Of(this, ResultPath);
        var runs = RecordedRun.ReadAll(path);
        var chosen = _requested.ToLookup(
            request => request.Run is null ? RecordedRun.Last(runs, path) : RecordedRun.Find(runs, request.Run, path),
            request => request.Id);
        if (this.IsWhatIf() && chosen.Count > 1)
        {
            throw CentryException.InvalidForAll(Messages.WhatIfOfSeveralRuns);
        }

        IReadOnlyList<RecordedRun>? upToDate = runs;
        foreach (var run in runs.Reverse().Where(chosen.Contains))
        {
            // Undoing a later run may recreate webhooks. The journal then contains their new ids.
            var current = upToDate ?? RecordedRun.ReadAll(path);
            ForInput(run.Id, () => new UndoneRun(this, run, current, path).Undo([.. chosen[run]]));
            upToDate = null;
        }
    }

    internal void Emit(CentryObject? result, string id)
    {
        if (result is CentryWebhook && !string.Equals(result.Id, id, StringComparison.OrdinalIgnoreCase))
        {
            WriteWarning(Messages.CreatedAgain.With(id, TerminalText.Show(result.Label), result.Id));
        }

        if (PassThru && result is not null)
        {
            WriteResult(result);
        }
    }
}
