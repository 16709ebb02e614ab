namespace CentryPS.Models;

/// <summary>A change of an object, as a journal of changes has it.</summary>
public sealed class CentryChange
{
    /// <summary>The run: one command, and those that resumed it.</summary>
    public string Run { get; init; } = string.Empty;

    /// <summary>When the outcome was written, or, where there is none, when the change was about to be sent.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The cmdlet, with the parameter by which it found objects or the run that it undid.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>The id of the object; where the journal does not have it, the text by which it was found.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>What a person knows the object by: an address, a number, or the id.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>What is known of the change.</summary>
    public CentryChangeOutcome Outcome { get; init; }

    /// <summary>The code of the error; null where there was none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The message of the error; null where there was none.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The old values by Centry's names, those of an address as <c>address_shipping.city</c>. Null where the journal does not keep them,
    /// or where the object did not exist.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Old { get; init; }

    /// <summary>The new values. Null where the journal does not keep them, or where the object was removed.</summary>
    public IReadOnlyDictionary<string, object?>? New { get; init; }

    /// <summary>What <see cref="ToDiff"/> gives.</summary>
    internal string Difference { get; init; } = string.Empty;

    /// <summary>The old and the new values line by line, as a diff has them: <c>- _status: "pending"</c>, <c>+ _status: "shipped"</c>.</summary>
    public string ToDiff() => Difference;

    /// <summary>What a person knows the object by.</summary>
    public override string ToString() => Label;
}
