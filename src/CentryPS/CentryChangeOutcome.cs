namespace CentryPS;

/// <summary>The outcome of a change, as a line of a journal has it.</summary>
public enum CentryChangeOutcome
{
    /// <summary>It is about to be sent.</summary>
    Started,

    /// <summary>Centry confirmed it.</summary>
    Applied,

    /// <summary>It was not sent, or Centry refused it.</summary>
    NotApplied,

    /// <summary>Centry may or may not have applied it.</summary>
    Unknown,
}
