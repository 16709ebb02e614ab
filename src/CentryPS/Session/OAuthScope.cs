namespace CentryPS.Session;

/// <summary>Scopes as OAuth writes them: names separated by spaces (RFC 6749, 3.3).</summary>
internal static class OAuthScope
{
    /// <summary>What the cmdlets of this module need.</summary>
    public const string Needed = "public read_orders write_orders read_webhook write_webhook";

    /// <summary>The scopes that the cmdlets need and a sign-in does not have; none where the server did not say what it has.</summary>
    public static string[] Missing(string? granted) => granted is null ? [] : [.. Split(Needed).Except(Split(granted))];

    private static string[] Split(string scope) => scope.Split([' '], StringSplitOptions.RemoveEmptyEntries);
}
