namespace CentryPS;

/// <summary>The outcome of a change, as recorded in a journal.</summary>
public enum CentryChangeOutcome
{
    /// <summary>The change is about to be sent.</summary>
    Started,

    /// <summary>Centry confirmed the change.</summary>
    Applied,

    /// <summary>The change was not sent, or Centry refused it.</summary>
    NotApplied,

    /// <summary>Centry may or may not have applied the change.</summary>
    Unknown,
}
