using CentryPS.Models;

namespace CentryPS.Api;

/// <summary>What has to happen to an object so that it is as it was before a run.</summary>
/// <param name="Effect">What the run did to it.</param>
/// <param name="Action">What is done; nothing for an object that is as before, or that somebody else has changed since.</param>
/// <param name="Now">The object as it is now; null where it does not exist.</param>
internal sealed record UndoStep(RunEffect Effect, CentryWebhookAction Action, CentryObject? Now)
{
    /// <summary>The attributes to set; none for an object that is removed.</summary>
    public ObjectChange Change { get; init; } = new(Effect.Id, ObjectChange.None);

    /// <summary>What somebody else has changed since, and stays, as messages name it.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>True if the removed webhook has been created again under an id that the journal does not have yet.</summary>
    public bool IsFound { get; init; }

    /// <summary>What a person knows the object by.</summary>
    public string Label => Now?.Label ?? Effect.First.Label;

    /// <summary>The error that something stays as it is.</summary>
    /// <param name="answer">The object after the other attributes were put back; null where there were none.</param>
    public CentryException Conflict(CentryObject? answer)
    {
        var message = Messages.UndoConflict.With(TerminalText.Show(Label), string.Join("; ", Conflicts));
        return (answer is null ? new CentryException(CentryErrorCode.Conflict, message) : CentryException.AppliedInPart(message, answer))
            .Advising(Messages.UndoConflictAdvice);
    }
}
