namespace CentryPS.Sandbox.Server;

/// <summary>The order of a list.</summary>
public enum ListOrder
{
    /// <summary>By id, oldest first.</summary>
    ById,

    /// <summary>Newest first, but by id if the request specifies <c>after</c>.</summary>
    NewestFirstUnlessAfter,

    /// <summary>Always newest first.</summary>
    NewestFirst,
}
