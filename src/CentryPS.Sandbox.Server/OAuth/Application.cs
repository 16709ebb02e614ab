namespace CentryPS.Sandbox.Server.OAuth;

/// <summary>A registered application.</summary>
/// <param name="Id">The client id.</param>
/// <param name="Secret">The client secret.</param>
/// <param name="Company">The company whose objects it can access.</param>
internal sealed record Application(string Id, string Secret, string Company)
{
    /// <summary>Returns the application of each company.</summary>
    public static IReadOnlyList<Application> ForCompanies(IReadOnlyList<string> companies) =>
        [.. companies.Select((company, i) => new Application(NumberedName("sandbox-client", i), NumberedName("sandbox-secret", i), company))];

    private static string NumberedName(string name, int i) =>
        i == 0 ? name : FormattableString.Invariant($"{name}-{i + 1}");
}
