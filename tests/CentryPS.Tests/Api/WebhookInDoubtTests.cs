namespace CentryPS.Tests.Api;

/// <summary>A webhook whose creation nobody can tell from an older one, or that may still come: never sent again.</summary>
public sealed class WebhookInDoubtTests
{
    private const string Hook = "https://tienda.example/avisos";

    public static TheoryData<int> Skews => [-3600, -5, -3, 3, 5, 3600];

    [Fact]
    public async Task An_older_one_of_its_URI_is_named()
    {
        using var server = new WebhookServer(Script.Lost);

        await IsUnknownAsync(server, server.Add(Hook, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task One_with_other_attributes_is_named()
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
    public async Task One_of_a_clock_apart_from_Date_is_named_however_long_it_looks(int seconds)
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
        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1, 4), (failure.ErrorCode, server.Creations, server.Looks));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public async Task A_clock_apart_by_as_much_as_whole_seconds_hide_does_not_matter(int seconds)
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(Script.Lost)
        {
            Ahead = TimeSpan.FromSeconds(seconds),
            Creating = _ => centry.Add(Hook),
        };

        await server.CreateAsync(Hook);

        Assert.Equal((1, 1), (server.Creations, server.Looks));
    }

    [Fact]
    public async Task Without_a_Date_one_of_its_URI_is_named()
    {
        WebhookServer centry = null!;
        var id = string.Empty;
        using var server = centry = new WebhookServer(Script.Lost) { TellsDate = false, Creating = _ => id = centry.Add(Hook) };

        var failure = await server.FailAsync(Hook);

        Assert.Contains(id, failure.Message);
        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1), (failure.ErrorCode, server.Creations));
    }

    [Fact]
    public async Task Without_a_Date_it_is_sent_again_where_none_of_its_URI_is_there()
    {
        using var server = new WebhookServer(Script.Lost) { TellsDate = false };

        await server.CreateAsync(Hook);

        Assert.Equal(2, server.Creations);
    }

    [Fact]
    public async Task All_that_may_be_the_one_are_named()
    {
        using var server = new WebhookServer(Script.Lost);

        await IsUnknownAsync(server, $"{server.Add(Hook, TimeSpan.FromDays(1))}, {server.Add(Hook, TimeSpan.FromHours(1))}");
    }

    [Fact]
    public async Task The_one_is_found_beside_an_older_one()
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
    public async Task A_look_that_fails_leaves_it_unknown(int failing)
    {
        using var server = new WebhookServer(Script.Status(502))
        {
            Looking = look => look == failing ? Script.Status(403) : null,
        };

        var failure = await server.FailAsync(Hook);

        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1, failing), (failure.ErrorCode, server.Creations, server.Looks));
    }

    [Theory]
    [InlineData(504)]
    [InlineData(null)]
    public async Task A_server_that_may_still_be_at_it_is_looked_at_for_as_long_as_an_attempt_may_take_and_asked_no_more(int? status)
    {
        using var server = new WebhookServer(status is { } known ? Script.Status(known) : Script.Silence);

        var failure = await server.FailAsync(Hook);

        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1, 5), (failure.ErrorCode, server.Creations, server.Looks));
        Assert.Equal([1, 2, 4, WebhookServer.Timeout.TotalSeconds], server.Clock.Passed.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task One_that_a_slow_server_creates_in_the_end_is_found()
    {
        WebhookServer centry = null!;
        using var server = centry = new WebhookServer(Script.Silence)
        {
            Looking = look =>
            {
                if (look == 5)
                {
                    centry.Add(Hook);
                }

                return null;
            },
        };

        Assert.Equal(Hook, (await server.CreateAsync(Hook)).CallbackUrl);
        Assert.Equal((1, 5), (server.Creations, server.Looks));
    }

    [Fact]
    public async Task A_stop_ends_the_looking()
    {
        using var stop = new CancellationTokenSource();
        using var server = new WebhookServer(Script.Lost);
        var call = server.StartAsync(Hook, server.Session.For(new Observer(), stop.Token));
        Assert.Equal(TimeSpan.FromSeconds(1), await server.Clock.NextWaitAsync());

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal((1, 1), (server.Creations, server.Looks));
    }

    private static async Task IsUnknownAsync(WebhookServer server, string candidates)
    {
        var failure = await server.FailAsync(Hook);

        Assert.Contains(candidates, failure.Message);
        Assert.Equal((CentryErrorCode.OutcomeUnknown, 1), (failure.ErrorCode, server.Creations));
    }
}
