using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>The step that restores an object to its state before a run.</summary>
/// <param name="Effect">The effect of the run on the object.</param>
/// <param name="Action">The action; none if the object is restored already or was changed elsewhere since.</param>
/// <param name="Now">The object as it is now; null if it does not exist.</param>
internal sealed record UndoStep(RunEffect Effect, CentryWebhookAction Action, CentryObject? Now)
{
    /// <summary>The attributes to set; none if the object is removed.</summary>
    public ObjectChange Change { get; init; } = new(Effect.Id, ObjectChange.None);

    /// <summary>Descriptions of the attributes that are not restored, since they were changed elsewhere.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>True if the webhook has been created again under an id that the journal does not contain.</summary>
    public bool IsFound { get; init; }

    /// <summary>The object's callback URL, number or id.</summary>
    public string Label => Now?.Label ?? Effect.First.Label;

    /// <summary>Creates the error for attributes that are not restored.</summary>
    /// <param name="answer">The object after other attributes were restored; null if there were none.</param>
    public CentryException Conflict(CentryObject? answer)
    {
        var message = Messages.UndoConflict.With(TerminalText.Show(Label), string.Join("; ", Conflicts));
        return (answer is null
            ? new CentryException(CentryErrorCode.Conflict, message)
            : CentryException.AppliedInPart(message, answer)).Advising(Messages.UndoConflictAdvice);
    }
}
