using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>The step that restores an object to its state before a run.</summary>
/// <param name="Effect">The effect of the run on the object.</param>
/// <param name="Now">The object as it is now; null if it does not exist.</param>
/// <param name="Attributes">The attributes to send.</param>
/// <param name="Conflicts">Descriptions of the attributes that are kept because they were changed elsewhere.</param>
internal sealed record UndoStep(
    RunEffect Effect,
    CentryObject? Now,
    IReadOnlyDictionary<string, object?> Attributes,
    IReadOnlyList<string> Conflicts)
{
    /// <summary>The action; None if the object is already restored, or was changed elsewhere after the run.</summary>
    public CentryWebhookAction Action { get; } =
        Effect.IsCreation
            ? Now is null || Conflicts.Count > 0 ? CentryWebhookAction.None : CentryWebhookAction.Remove
        : Now is null ? CentryWebhookAction.Create
        : Attributes.Count > 0 ? CentryWebhookAction.Update
        : CentryWebhookAction.None;

    public ObjectChange Change { get; } = new(Now?.Id, Attributes);

    /// <summary>True if the webhook has been created again under an id that the journal does not contain.</summary>
    public bool IsFound =>
        Effect.IsRemoval && Now is not null && !string.Equals(Now.Id, Effect.Id, StringComparison.OrdinalIgnoreCase);

    public string Label => Now?.Label ?? Effect.First.Label;

    /// <summary>Creates the error for attributes that are not restored.</summary>
    /// <param name="answer">The object with its other attributes restored; null if none were.</param>
    public CentryException Conflict(CentryObject? answer)
    {
        var message = Messages.UndoConflict.With(TerminalText.Show(Label), string.Join("; ", Conflicts));
        var conflict = new CentryException(CentryErrorCode.Conflict, message)
        {
            IsApplied = answer is not null,
            Answer = answer,
        };
        return conflict.Advising(Messages.UndoConflictAdvice);
    }
}
