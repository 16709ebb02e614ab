namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>The scopes of Centry.</summary>
internal static class Scopes
{
    public const string All =
        "public read_orders write_orders read_products write_products read_integration_config write_integration_config read_user write_user read_webhook write_webhook read_warehouses write_warehouses";

    /// <summary>The scope of a request that specifies none: Doorkeeper's <c>default_scopes</c>.</summary>
    public const string Default = "public";

    /// <summary>Splits a text into distinct scopes.</summary>
    public static string[] Split(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>Returns the scopes to grant; null if one of the requested scopes is not allowed.</summary>
    /// <param name="requested">The requested scopes; null or blank for none.</param>
    /// <param name="allowed">The allowed scopes.</param>
    /// <param name="defaultScope">The scopes to grant if none are requested.</param>
    public static string? Resolve(string? requested, string allowed, string defaultScope) =>
        string.IsNullOrWhiteSpace(requested) ? defaultScope
            : Split(requested).Except(Split(allowed)).Any() ? null
            : string.Join(' ', Split(requested));
}
