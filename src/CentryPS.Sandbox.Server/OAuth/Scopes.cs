namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>The scopes that there are.</summary>
internal static class Scopes
{
    public const string All =
        "public read_orders write_orders read_products write_products read_integration_config write_integration_config read_user write_user read_webhook write_webhook read_warehouses write_warehouses";

    /// <summary>What whoever asks for none gets: Doorkeeper's <c>default_scopes</c>.</summary>
    public const string Default = "public";

    /// <summary>The scopes of a text, each once.</summary>
    public static string[] Split(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>What is granted to whoever asks for these; null where one of them is not to be had.</summary>
    /// <param name="asked">What was asked for; null or blank for nothing.</param>
    /// <param name="offered">What is to be had.</param>
    /// <param name="unasked">What whoever asks for nothing gets.</param>
    public static string? Choose(string? asked, string offered, string unasked) => string.IsNullOrWhiteSpace(asked) ? unasked
        : Split(asked).Except(Split(offered)).Any() ? null
        : string.Join(' ', Split(asked));
}
