namespace CentryPS.Commands.Pipeline;

/// <summary>What became of a change.</summary>
internal enum CallOutcome
{
    /// <summary>Centry said that it was applied.</summary>
    Applied,

    /// <summary>It was not sent, or Centry refused it.</summary>
    NotApplied,

    /// <summary>Nobody knows.</summary>
    Unknown,
}
