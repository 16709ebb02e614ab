namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>What a token or a code lets its bearer do.</summary>
/// <param name="Application">The client id of the application that it was issued to.</param>
/// <param name="Company">The company whose objects it reaches.</param>
/// <param name="Scope">The scopes, with spaces between them.</param>
internal sealed record Grant(string Application, string Company, string Scope)
{
    public bool Has(string scope) => Scopes.Split(Scope).Contains(scope);
}
