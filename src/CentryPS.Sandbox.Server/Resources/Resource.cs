using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>A kind of object of the API.</summary>
/// <param name="Name">
/// The name in the data file and, if the resource is not nested, in paths, such as <c>orders</c>.
/// </param>
/// <param name="ReadScope">The scope required to read.</param>
/// <param name="WriteScope">The scope required to create, change and delete.</param>
public sealed record Resource(string Name, string ReadScope, string WriteScope)
{
    /// <summary>
    /// The name in notifications: <c>order</c> has the topics <c>on_order_save</c> and <c>on_order_delete</c> and the
    /// id <c>order_id</c>. Null if there are no notifications.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>
    /// Validates the attributes sent, given whether the object is new. Returns Rails' messages by attribute; an empty
    /// object if all attributes are valid. Null if the resource is read-only.
    /// </summary>
    public Func<JsonObject, bool, JsonObject>? Check { get; init; }

    /// <summary>Adds the default attributes to a new object, given the id of its company.</summary>
    public Action<JsonObject, string> Complete { get; init; } = (_, _) => { };

    /// <summary>
    /// Returns the initial objects, without ids, times and the attributes that <see cref="Complete"/> adds.
    /// </summary>
    public Func<SandboxOptions, IEnumerable<JsonObject>> Seed { get; init; } = _ => [];

    /// <summary>The parent of the objects; null for none.</summary>
    public ResourceParent? Parent { get; init; }

    /// <summary>The attributes of the initial objects that reference other resources, with their names.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>The list filters: the parameter names, each with the attribute that must equal its value.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The attributes that hold parts with their own ids and times: an object, or a list to which new parts are
    /// appended.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parts { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The actions at paths below the list that are not ids, such as <c>count</c>.</summary>
    internal IReadOnlyDictionary<string, ResourceAction> Actions { get; init; } = new Dictionary<string, ResourceAction>();

    /// <summary>True if lists begin with the newest object, and a creation returns the list.</summary>
    public bool IsJournal { get; init; }

    /// <summary>The series of ids. Resources with different series have no ids in common.</summary>
    public int Series { get; init; }
}
