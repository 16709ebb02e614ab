using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Models;

namespace CentryPS.Commands;

/// <summary>Gets the changes of a journal.</summary>
[Cmdlet(VerbsCommon.Get, "CentryChange", HelpUri = HelpLinks.Root + "Get-CentryChange.md")]
[OutputType(typeof(CentryChange))]
public sealed class GetCentryChangeCommand : CentryCommand
{
    /// <summary>The journal: the <c>-ResultPath</c> of a bulk change.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName"), ValidateNotNullOrEmpty]
    public string ResultPath { get; set; } = string.Empty;

    /// <summary>The runs; by default all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(JournalCompleter))]
    public string[]? Run { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForInput(ResultPath, () =>
    {
        var journal = RecordedRun.ReadAll(FilePath.Of(this, ResultPath));
        var runs = Run is null ? journal : Run.Select(id => RecordedRun.Find(journal, id, ResultPath));
        foreach (var line in runs.SelectMany(run => run.Lines))
        {
            ForInput(line.Id, () => WriteObject(RecordedChange.Of(line).ToChange()));
        }
    });
}
