namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>The access that a token or a code grants.</summary>
/// <param name="Application">The client id of the application.</param>
/// <param name="Company">The company whose objects can be accessed.</param>
/// <param name="Scope">The scopes, separated by spaces.</param>
internal sealed record Grant(string Application, string Company, string Scope)
{
    public bool Has(string scope) => Scopes.Split(Scope).Contains(scope);
}
