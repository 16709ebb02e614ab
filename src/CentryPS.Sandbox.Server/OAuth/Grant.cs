namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>What a token or a code lets its bearer do.</summary>
/// <param name="Company">The company whose objects it reaches.</param>
/// <param name="Scope">The scopes, with spaces between them.</param>
internal sealed record Grant(string Company, string Scope)
{
    public bool Has(string scope) => Scope.Split(' ').Contains(scope);
}
