namespace CentryPS.Commands;

/// <summary>Completes the scopes of a sign-in.</summary>
public sealed class ScopeCompleter : ValueCompleter
{
    private protected override IReadOnlyDictionary<string, string> Values { get; } = new[]
    {
        "public",
        "read_orders",
        "write_orders",
        "read_products",
        "write_products",
        "read_integration_config",
        "write_integration_config",
        "read_user",
        "write_user",
        "read_webhook",
        "write_webhook",
    }.ToDictionary(scope => scope, scope => scope.Replace('_', ' '));
}
