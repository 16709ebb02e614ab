namespace CentryPS.Tests.Api;

/// <summary>After a lost response, a creation finds its webhook or, if the webhook cannot exist, is retried.</summary>
public sealed class WebhookCreationTests
{
    private const string Hook = "https://tienda.example/avisos";

    private static readonly byte[] BadGateway = Script.Status(502);

    public static TheoryData<byte[]> AmbiguousResponses =>
        [Script.Lost, Script.Status(408), Script.Status(500), BadGateway, RawServer.Json("<html>")];

    [Theory]
    [MemberData(nameof(AmbiguousResponses))]
    public async Task Creation_after_a_lost_response_returns_the_existing_webhook(byte[] answer)
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(answer) { Creating = _ => centry.Add(Hook) };

        var created = await server.CreateAsync(Hook);

        Assert.Equal((Hook, 1, 1), (created.CallbackUrl, server.Creations, server.Lookups));
    }

    [Theory]
    [InlineData("https://tienda.example", "https://tienda.example/")]
    [InlineData("https://xn--and-6ma2c.example/a", "https://ñandú.example/a")]
    public async Task Creation_after_a_lost_response_finds_the_webhook_by_its_normalized_URL(string asked, string kept)
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(Script.Lost) { Creating = _ => centry.Add(kept) };

        Assert.Equal((kept, 1), ((await server.CreateAsync(asked)).CallbackUrl, server.Creations));
    }

    [Theory]
    [MemberData(nameof(AmbiguousResponses))]
    public async Task Creation_after_a_lost_response_is_retried_when_several_lookups_find_no_webhook(byte[] answer)
    {
        using var server = new WebhookServer(answer);
        server.Add("https://tienda.example/otros");

        var created = await server.CreateAsync(Hook);

        Assert.Equal(Hook, created.CallbackUrl);
        Assert.Equal(2, server.Creations);
        Assert.Equal([1000, 2000, 4000], server.Clock.Passed.Take(3).Select(wait => (int)wait.TotalMilliseconds));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Creation_after_a_lost_response_finds_a_webhook_that_appears_late(int lookup)
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(Script.Lost)
        {
            LookingUp = number =>
            {
                if (number == lookup)
                {
                    centry.Add(Hook, ago: centry.Clock.GetUtcNow() - centry.Clock.Start); // as old as the call
                }

                return null;
            },
        };

        await server.CreateAsync(Hook);

        Assert.Equal((1, lookup), (server.Creations, server.Lookups));
    }

    [Fact]
    public async Task Creation_after_a_lost_response_finds_a_webhook_on_a_later_page()
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(Script.Lost) { Creating = _ => centry.Add(Hook) };
        for (var i = 0; i < 100; i++)
        {
            server.Add("https://tienda.example/otros");
        }

        Assert.Equal(Hook, (await server.CreateAsync(Hook)).CallbackUrl);
        Assert.Equal(1, server.Creations);
    }

    [Fact]
    public async Task Creation_finds_the_webhook_after_the_response_to_its_retry_was_also_lost()
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(Script.Lost, Script.Lost)
        {
            Creating = number =>
            {
                if (number == 2)
                {
                    centry.Add(Hook);
                }
            },
        };

        await server.CreateAsync(Hook);

        Assert.Equal(2, server.Creations);
    }

    [Fact]
    public async Task Creation_fails_after_the_maximum_number_of_retries()
    {
        using var server = new WebhookServer(BadGateway, BadGateway, BadGateway);

        var failure = await server.FailAsync(Hook);

        Assert.Equal((CentryErrorCode.ServerError, 3, 12), (failure.ErrorCode, server.Creations, server.Lookups));
        Assert.Contains(server.Clock.Passed, wait => wait < TimeSpan.FromSeconds(1)); // the back-off before a retry
    }

    [Fact]
    public async Task Creation_fails_with_the_error_of_its_refused_retry()
    {
        using var server = new WebhookServer(BadGateway, Script.Status(422));

        Assert.Equal(CentryErrorCode.InvalidRequest, (await server.FailAsync(Hook)).ErrorCode);
        Assert.Equal((2, 4), (server.Creations, server.Lookups));
    }

    [Theory]
    [InlineData(422, CentryErrorCode.InvalidRequest)]
    [InlineData(403, CentryErrorCode.PermissionDenied)]
    public async Task Creation_makes_no_lookup_after_a_refusal(int status, CentryErrorCode code)
    {
        using var server = new WebhookServer(Script.Status(status));

        Assert.Equal(code, (await server.FailAsync(Hook)).ErrorCode);
        Assert.Equal((1, 0), (server.Creations, server.Lookups));
    }

    [Fact]
    public async Task Two_creations_with_the_same_callback_URL_and_lost_responses_return_two_webhooks()
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(Script.Lost, Script.Lost) { Creating = _ => centry.Add(Hook) };
        var both = Task.WhenAll(server.StartAsync(Hook), server.StartAsync(Hook));

        var created = await server.Clock.RunAsync(both);

        Assert.Equal(2, created.Select(webhook => webhook.Id).Distinct().Count());
        Assert.Equal(2, server.Creations);
    }

    [Fact]
    public async Task Creation_after_a_lost_response_does_not_return_a_webhook_created_earlier_in_the_session()
    {
        using var server = new WebhookServer([], Script.Lost);
        var first = await server.CreateAsync(Hook);

        var second = await server.CreateAsync(Hook);

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(3, server.Creations);
    }
}
