namespace CentryPS.Tests.Sandbox;

/// <summary>The sandbox can limit the rate of calls for each company.</summary>
public sealed class RateTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rate_limit_refuses_calls_beyond_its_burst_and_rate_for_each_company_separately()
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
