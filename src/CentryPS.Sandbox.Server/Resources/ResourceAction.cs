using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>What an address that is no object does.</summary>
/// <param name="Method">The one method that it has.</param>
/// <param name="Act">
/// Takes the resource's objects and the query; gives the answer. Null for an address that stands for the object whose
/// <see cref="Attribute"/> the body names.
/// </param>
internal sealed record ResourceAction(string Method, Func<ObjectStore, IQueryCollection, Answer>? Act)
{
    /// <summary>The attribute that names the object.</summary>
    public string Attribute { get; init; } = "_id";
}
