using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>A kind of object of the API, and all that the sandbox has to know of it.</summary>
/// <param name="Name">Its name in addresses and in the data file, such as <c>orders</c>.</param>
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
}
