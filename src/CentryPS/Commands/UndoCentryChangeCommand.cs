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
    private readonly List<(string? Run, string? Id)> _wanted = [];

    /// <summary>
    /// The journal: the <c>-ResultPath</c> of the bulk change. The outcomes of this command are appended to it.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string ResultPath { get; set; } = string.Empty;

    /// <summary>The run to undo; by default the last one that does not undo another.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(JournalCompleter))]
    public string? Run { get; set; }

    /// <summary>
    /// The objects whose changes are undone, by id or by the text by which the run found them; by default all.
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
    protected override void ProcessRecord() => _wanted.AddRange((Id ?? [null!]).Select(id => (Run, (string?)id)));

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
        var chosen = _wanted.ToLookup(
            wanted => wanted.Run is null ? RecordedRun.Last(runs, path) : RecordedRun.Find(runs, wanted.Run, path),
            wanted => wanted.Id);
        if (this.IsWhatIf() && chosen.Count > 1)
        {
            throw CentryException.InvalidForAll(Messages.WhatIfOfSeveralRuns);
        }

        IReadOnlyList<RecordedRun>? read = runs;
        foreach (var run in runs.Reverse().Where(chosen.Contains))
        {
            // Undoing a later run may have created webhooks again: the journal then has their new ids.
            var current = read ?? RecordedRun.ReadAll(path);
            ForInput(run.Id, () => new UndoneRun(this, run, current, path).Undo([.. chosen[run]]));
            read = null;
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
