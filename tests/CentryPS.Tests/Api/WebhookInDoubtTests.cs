namespace CentryPS.Tests.Api;

/// <summary>
/// A creation is not retried if its webhook cannot be distinguished from an older one or may still be created.
/// </summary>
public sealed class WebhookInDoubtTests
{
    private const string Hook = "https://tienda.example/avisos";

    public static TheoryData<int> Skews => [-3600, -5, -3, 3, 5, 3600];

    [Fact]
    public async Task Lookup_names_an_older_webhook_with_the_same_callback_URL()
    {
        using var server = new WebhookServer(Script.Lost);

        await IsUnknownAsync(server, server.Add(Hook, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Lookup_names_a_webhook_with_other_attributes()
    {
        WebhookServer centry = null!;
        var id = string.Empty;
        using var server = centry = new WebhookServer(Script.Lost)
        {
            Creating = _ => id = centry.Add(Hook, more: "\"on_order_save\":false"),
        };

        var failure = await server.FailAsync(Hook);

        Assert.Contains(id, failure.Message);
        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1), (failure.ErrorCode, server.Creations));
    }

    [Theory]
    [MemberData(nameof(Skews))]
    public async Task Lookup_names_a_webhook_whose_creation_time_does_not_fit_the_Date_header(int seconds)
    {
        WebhookServer centry = null!;
        var id = string.Empty;
        using var server = centry = new WebhookServer(Script.Lost)
        {
            Ahead = TimeSpan.FromSeconds(seconds),
            Creating = _ => id = centry.Add(Hook),
        };

        var failure = await server.FailAsync(Hook);

        Assert.Contains(id, failure.Message);
        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1, 4), (failure.ErrorCode, server.Creations, server.Lookups));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public async Task Lookup_tolerates_the_rounding_of_the_Date_header_to_seconds(int seconds)
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(Script.Lost)
        {
            Ahead = TimeSpan.FromSeconds(seconds),
            Creating = _ => centry.Add(Hook),
        };

        await server.CreateAsync(Hook);

        Assert.Equal((1, 1), (server.Creations, server.Lookups));
    }

    [Fact]
    public async Task Lookup_without_a_Date_header_names_a_webhook_with_the_same_callback_URL()
    {
        WebhookServer centry = null!;
        var id = string.Empty;
        using var server = centry = new WebhookServer(Script.Lost) { SendsDate = false, Creating = _ => id = centry.Add(Hook) };

        var failure = await server.FailAsync(Hook);

        Assert.Contains(id, failure.Message);
        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1), (failure.ErrorCode, server.Creations));
    }

    [Fact]
    public async Task Creation_without_a_Date_header_is_retried_when_no_webhook_has_its_callback_URL()
    {
        using var server = new WebhookServer(Script.Lost) { SendsDate = false };

        await server.CreateAsync(Hook);

        Assert.Equal(2, server.Creations);
    }

    [Fact]
    public async Task Lookup_names_all_candidates()
    {
        using var server = new WebhookServer(Script.Lost);

        await IsUnknownAsync(server, $"{server.Add(Hook, TimeSpan.FromDays(1))}, {server.Add(Hook, TimeSpan.FromHours(1))}");
    }

    [Fact]
    public async Task Lookup_finds_the_new_webhook_beside_an_older_one()
    {
        WebhookServer centry = null!;
        var id = string.Empty;
        using var server = centry = new WebhookServer(Script.Lost) { Creating = _ => id = centry.Add(Hook) };
        server.Add(Hook, TimeSpan.FromDays(1));

        var created = await server.CreateAsync(Hook);

        Assert.Equal(id, created.Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Lookup_that_fails_leaves_the_outcome_unknown(int failing)
    {
        using var server = new WebhookServer(Script.Status(502))
        {
            LookingUp = lookup => lookup == failing ? Script.Status(403) : null,
        };

        var failure = await server.FailAsync(Hook);

        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1, failing), (failure.ErrorCode, server.Creations, server.Lookups));
    }

    [Theory]
    [InlineData(504)]
    [InlineData(null)]
    public async Task Lookup_continues_for_the_attempt_timeout_without_a_retry_when_the_server_may_still_create_the_webhook(
        int? status)
    {
        using var server = new WebhookServer(status is { } known ? Script.Status(known) : Script.Silence);

        var failure = await server.FailAsync(Hook);

        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1, 5), (failure.ErrorCode, server.Creations, server.Lookups));
        Assert.Equal([1, 2, 4, WebhookServer.Timeout.TotalSeconds], server.Clock.Passed.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Lookup_finds_a_webhook_that_a_slow_server_creates_late()
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(Script.Silence)
        {
            LookingUp = lookup =>
            {
                if (lookup == 5)
                {
                    centry.Add(Hook);
                }

                return null;
            },
        };

        Assert.Equal(Hook, (await server.CreateAsync(Hook)).CallbackUrl);
        Assert.Equal((1, 5), (server.Creations, server.Lookups));
    }

    [Fact]
    public async Task Cancellation_ends_the_lookup()
    {
        using var stop = new CancellationTokenSource();
        using var server = new WebhookServer(Script.Lost);
        var call = server.StartAsync(Hook, server.Session.For(new Observer(), stop.Token));
        Assert.Equal(TimeSpan.FromSeconds(1), await server.Clock.NextWaitAsync());

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal((1, 1), (server.Creations, server.Lookups));
    }

    private static async Task IsUnknownAsync(WebhookServer server, string candidates)
    {
        var failure = await server.FailAsync(Hook);

        Assert.Contains(candidates, failure.Message);
        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1), (failure.ErrorCode, server.Creations));
    }
}
