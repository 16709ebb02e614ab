namespace CentryPS.Tests.Commands;

/// <summary>Undo-CentryChange reports that a run changed nothing.</summary>
public sealed class UndoWithoutChangesTests : SandboxTest
{
    private const string First = "69a582d7a8d1d10b0c000001";

    [Fact]
    public void Undo_of_a_run_without_changes_reports_that_there_is_nothing_to_undo()
    {
        using var folder = new TemporaryFolder();
        Shell.Run($"Set-Location '{folder.File(".")}'; Set-CentryOrder {First} -Status shipped -ResultPath changes.csv -Undoable");
        Shell.Run($"Set-CentryOrder {First} -Status received; Undo-CentryChange changes.csv");
        Assert.StartsWith("Conflict,", Shell.Error.FullyQualifiedErrorId);

        Shell.Run("Undo-CentryChange changes.csv -Run (Get-CentryChange changes.csv)[-1].Run");

        Assert.Empty(Shell.Errors);
        Assert.EndsWith("there was nothing to undo.", Assert.Single(Shell.Warnings));
    }
}
