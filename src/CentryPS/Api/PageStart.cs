namespace CentryPS.Api;

/// <summary>Where a page of a list begins; without either, at the list's beginning.</summary>
/// <param name="After">It holds what has greater ids than this one.</param>
/// <param name="Offset">It leaves out so many.</param>
internal readonly record struct PageStart(string? After = null, int? Offset = null);
