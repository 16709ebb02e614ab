namespace CentryPS.Api;

/// <summary>The position of a page in a list; by default the beginning.</summary>
/// <param name="After">The id after which the page begins.</param>
/// <param name="Offset">The number of objects to skip.</param>
internal readonly record struct PageStart(string? After = null, int? Offset = null);
