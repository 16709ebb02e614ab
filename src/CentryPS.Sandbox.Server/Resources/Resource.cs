using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>A kind of object of the API, and all that the sandbox has to know of it.</summary>
/// <param name="Name">Its name in the data file, and in addresses where it has no <see cref="Parent"/> there, such as <c>orders</c>.</param>
/// <param name="ReadScope">The scope that reading asks for.</param>
/// <param name="WriteScope">The scope that creating, changing and deleting ask for.</param>
public sealed record Resource(string Name, string ReadScope, string WriteScope)
{
    /// <summary>
    /// What notifications call such an object: <c>order</c> has the topics <c>on_order_save</c> and <c>on_order_delete</c>, and
    /// the id <c>order_id</c>. Without it, nobody is notified.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>
    /// Takes what was sent, and whether it is for a new object; gives Rails' messages by attribute, none where all is well.
    /// Without it, nobody can write such objects.
    /// </summary>
    public Func<JsonObject, bool, JsonObject>? Check { get; init; }

    /// <summary>
    /// Takes a new object and the id of its company; gives the object the attributes that it has though nobody sent them.
    /// </summary>
    public Action<JsonObject, string> Complete { get; init; } = (_, _) => { };

    /// <summary>The objects of a fresh sandbox, still without ids, times and what <see cref="Complete"/> gives.</summary>
    public Func<SandboxOptions, IEnumerable<JsonObject>> Seed { get; init; } = _ => [];

    /// <summary>The object that each of these belongs to; null where they stand for themselves.</summary>
    public ResourceParent? Parent { get; init; }

    /// <summary>Attributes of the seed that name objects of other resources: each in turn, from the first.</summary>
    public IReadOnlyDictionary<string, string> Links { get; init; } = new Dictionary<string, string>();

    /// <summary>The lists' own filters: a parameter's name and the attribute that must equal its value.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>The attributes that hold parts with ids and times of their own: an object, or a list to which new ones are appended.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parts { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Addresses below the collection that are no ids, such as <c>count</c>: what they do, by method.</summary>
    internal IReadOnlyDictionary<string, ResourceAction> Actions { get; init; } = new Dictionary<string, ResourceAction>();

    /// <summary>Whether lists begin with the newest, and creating answers the list.</summary>
    public bool IsJournal { get; init; }

    /// <summary>Which of the series of ids: resources of different series have no id in common.</summary>
    public int Series { get; init; }
}
