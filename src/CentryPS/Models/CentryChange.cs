namespace CentryPS.Models;

/// <summary>A change of an object in a journal.</summary>
public sealed class CentryChange
{
    /// <summary>The run: a command and the commands that resumed it.</summary>
    public string Run { get; init; } = string.Empty;

    /// <summary>The time at which the outcome was written, or without one, before the change was sent.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The cmdlet, with the parameter by which it found objects, or the run that it undid.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>The id of the object; if the journal lacks it, the text by which the object was found.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>The object's callback URL, number or id.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>The outcome of the change.</summary>
    public CentryChangeOutcome Outcome { get; init; }

    /// <summary>The error code; null if there was no error.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error message; null if there was no error.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The old values by Centry's names, those of an address as <c>address_shipping.city</c>. Null if the journal does
    /// not contain them or the object did not exist.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Old { get; init; }

    /// <summary>The new values. Null if the journal does not contain them or the object was removed.</summary>
    public IReadOnlyDictionary<string, object?>? New { get; init; }

    /// <summary>The result of <see cref="ToDiff"/>.</summary>
    internal string Difference { get; init; } = string.Empty;

    /// <summary>
    /// Returns the old and the new values as the lines of a diff: <c>- _status: "pending"</c>, <c>+ _status:
    /// "shipped"</c>.
    /// </summary>
    public string ToDiff() => Difference;

    /// <summary>Returns the label.</summary>
    public override string ToString() => Label;
}
