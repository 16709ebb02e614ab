namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>A registered application.</summary>
/// <param name="Id">Its client id.</param>
/// <param name="Secret">Its client secret.</param>
/// <param name="Company">The company whose it is: it reaches that one's objects by client credentials and by its own page to authorize.</param>
internal sealed record Application(string Id, string Secret, string Company)
{
    /// <summary>The application of each company.</summary>
    public static IReadOnlyList<Application> Of(IReadOnlyList<string> companies) =>
        [.. companies.Select((company, i) => new Application(Name("sandbox-client", i), Name("sandbox-secret", i), company))];

    private static string Name(string name, int i) => i == 0 ? name : FormattableString.Invariant($"{name}-{i + 1}");
}
