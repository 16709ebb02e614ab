namespace CentryPS.Tests.Sandbox;

/// <summary>A limit on demand, for each company its own.</summary>
public sealed class RateTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_burst_and_the_rate_since_do_not_cover_is_refused_and_the_other_company_does_not_feel_it()
    {
        var clock = new HeldClock();
        await using var centry = await SandboxServer.StartAsync(
            new SandboxOptions { Rate = 2, Burst = 3, Time = clock, Companies = SandboxOptions.CompanyIds(2) }, Stopping);
        using var first = BareClient.Of(centry);
        using var second = BareClient.Of(centry, centry.SignIns[1].AccessToken);

        Assert.Equal("200 200 200 429 429", await AskAsync(first, 5));
        Assert.Equal("200 200 200 429", await AskAsync(second, 4));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("200 200 429", await AskAsync(first, 3));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("200 200 200 429", await AskAsync(first, 4));
    }

    private static async Task<string> AskAsync(HttpClient http, int times)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            using var answer = await http.GetAsync("orders.json", Stopping);
            statuses.Add((int)answer.StatusCode);
        }

        return string.Join(' ', statuses);
    }
}
