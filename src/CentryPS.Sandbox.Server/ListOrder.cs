namespace CentryPS.Sandbox.Server;

/// <summary>In which order a list is given.</summary>
public enum ListOrder
{
    /// <summary>By their ids, the oldest first.</summary>
    ById,

    /// <summary>The newest first, but by their ids where <c>after</c> is asked for.</summary>
    NewestFirstUnlessAfter,

    /// <summary>The newest first, whatever is asked for.</summary>
    NewestFirst,
}
