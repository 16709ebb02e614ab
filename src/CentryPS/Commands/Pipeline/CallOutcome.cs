namespace CentryPS.Commands.Pipeline;

/// <summary>The outcome of a change.</summary>
internal enum CallOutcome
{
    /// <summary>Centry confirmed the change.</summary>
    Applied,

    /// <summary>The change was not sent, or Centry refused it.</summary>
    NotApplied,

    /// <summary>The change was sent, and no response tells what became of it.</summary>
    Unknown,
}
