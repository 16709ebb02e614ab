namespace CentryPS.Session;

/// <summary>Scopes in the form of OAuth: names separated by spaces (RFC 6749, 3.3).</summary>
internal static class OAuthScope
{
    /// <summary>The scopes that the cmdlets of this module need.</summary>
    public const string Needed = "public read_orders write_orders read_webhook write_webhook";

    /// <summary>Returns the needed scopes that were not granted; none if the granted ones are unknown.</summary>
    public static string[] Missing(string? granted) => granted is null ? [] : [.. Split(Needed).Except(Split(granted))];

    private static string[] Split(string scope) => scope.Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
