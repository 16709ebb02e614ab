namespace CentryPS.Commands.Pipeline;

/// <summary>The outcome of a change.</summary>
internal enum CallOutcome
{
    Applied,
    NotApplied,
    Unknown,
}
