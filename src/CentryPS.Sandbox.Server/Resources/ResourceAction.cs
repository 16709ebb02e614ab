using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>An action at a path below a list.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Handle">
/// Returns the response, given the resource's objects and the query. Null if the request changes an object, which
/// the body identifies by <see cref="Attribute"/>.
/// </param>
internal sealed record ResourceAction(string Method, Func<ObjectStore, IQueryCollection, ApiResponse>? Handle)
{
    /// <summary>The attribute that identifies the object.</summary>
    public string Attribute { get; init; } = "_id";
}
