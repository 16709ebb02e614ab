using System.Management.Automation;

namespace CentryPS.Tests.Http;

/// <summary>After a fault, a command reports the actual outcome.</summary>
public sealed class FaultTests : SandboxTest
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly RunningClock _clock = new();

    protected override TimeProvider Clock => _clock;

    private string FirstOrder => (string)Centry.Orders.All()[0]["_id"]!;

    private string FirstWebhook => (string)Centry.Webhooks.All()[0]["_id"]!;

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Cut)]
    [InlineData(FaultKind.HalfJson)]
    [InlineData(FaultKind.Status)]
    public void Idempotent_call_is_retried_until_it_succeeds(FaultKind kind)
    {
        Centry.Faults.Add(new Fault { Kind = kind, Method = "GET" });
        Assert.Single(Shell.Run($"Get-CentryOrder -Id {FirstOrder}"));

        Centry.Faults.Add(new Fault { Kind = kind, Method = "PUT" });
        Assert.Equal("received", Shell.One<CentryOrder>($"Set-CentryOrder -Id {FirstOrder} -Status received").Status);
        Assert.Equal("received", (string)Centry.Orders.All()[0]["_status"]!);

        var id = FirstWebhook;
        Centry.Faults.Add(new Fault { Kind = kind, Method = "DELETE" });
        Assert.Equal(id, Shell.Run($"Remove-CentryWebhook -Id {id} -Force -PassThru").Single().BaseObject);
        Assert.Empty(Shell.Errors);
        Assert.Equal(2, Centry.Webhooks.Count);
    }

    [Theory]
    [InlineData(FaultKind.Empty)]
    [InlineData(FaultKind.Html)]
    public void Update_is_retried_when_its_response_is_unreadable(FaultKind kind)
    {
        Centry.Faults.Add(new Fault { Kind = kind, Method = "PUT" });
        Assert.Equal("received", Shell.One<CentryOrder>($"Set-CentryOrder -Id {FirstOrder} -Status received").Status);
        Assert.Equal(2, Centry.Requests.Count(request => request.Method == "PUT"));

        var id = FirstWebhook;
        Centry.Faults.Add(new Fault { Kind = kind, Method = "DELETE" });
        Assert.Single(Shell.Run($"Remove-CentryWebhook -Id {id} -Force -PassThru"));
        Assert.Null(Centry.Webhooks.Find(id));
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Cut)]
    [InlineData(FaultKind.HalfJson)]
    [InlineData(FaultKind.Empty)]
    [InlineData(FaultKind.Html)]
    [InlineData(FaultKind.Status)]
    public void Creation_neither_duplicates_nor_loses_a_webhook_after_any_fault(FaultKind kind)
    {
        Centry.Faults.Add(new Fault { Kind = kind, Method = "POST", Status = 500 });

        var webhook = Shell.One<CentryWebhook>("New-CentryWebhook https://tienda.example/una-vez -Topic OrderSave");

        var created = Assert.Single(Centry.Webhooks.All(), item => (string?)item["callback_url"] == "https://tienda.example/una-vez");
        Assert.Equal((string)created["_id"]!, webhook.Id);
    }

    [Fact]
    public void Creation_does_not_return_an_older_webhook_with_the_same_callback_URL()
    {
        var first = Shell.One<CentryWebhook>("New-CentryWebhook https://tienda.example/dos");
        Centry.Faults.Add(new Fault { Kind = FaultKind.DropBefore, Method = "POST" });

        var second = Shell.One<CentryWebhook>("New-CentryWebhook https://tienda.example/dos");

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(5, Centry.Webhooks.Count);
    }

    [Fact]
    public void Creation_that_stalled_after_it_was_applied_is_found()
    {
        using var server = new RawServer(async (request, stream, stop) =>
        {
            var response = await Centry.AnswerAsync(request, stop);
            await (IsCreate(request) ? TimeOutAsync() : stream.WriteAsync(response, stop).AsTask());
        });
        SignIn(through: server);

        Shell.One<CentryWebhook>("New-CentryWebhook https://tienda.example/lenta");

        Assert.Equal(4, Centry.Webhooks.Count);
        Assert.Single(server.Heads, IsCreate);
    }

    [Fact]
    public void Creation_that_stalled_and_was_not_applied_is_not_sent_again()
    {
        using var server = new RawServer(async (request, stream, stop) =>
            await (IsCreate(request) ? TimeOutAsync() : stream.WriteAsync(await Centry.AnswerAsync(request, stop), stop).AsTask()));
        SignIn(through: server);

        Shell.Run("New-CentryWebhook https://tienda.example/lenta");

        Assert.StartsWith("OutcomeUnknown,", Shell.Error.FullyQualifiedErrorId);
        Assert.Single(server.Heads, IsCreate);
        Assert.InRange(_clock.Passed, 2 * Timeout, 3 * Timeout); // the server may create it until the call times out
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(0, 1)]
    public void Retry_after_of_a_429_delays_the_whole_session(int retries, int failed)
    {
        SignIn(retries);
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 429, RetryAfter = 45, Method = "PUT" });

        var output = Shell.Run($"'{FirstOrder}' | Set-CentryOrder -Status shipped");
        Assert.Equal((failed, 1 - failed), (Shell.Errors.Count, output.Count));
        Assert.Equal(3, Shell.Run("Get-CentryWebhook").Count);

        Assert.InRange(_clock.Passed.TotalSeconds, 45, 46);
        Assert.Equal(2 - failed, Centry.Requests.Count(request => request.Method == "PUT"));
    }

    [Fact]
    public void Retry_after_longer_than_the_call_timeout_fails_immediately()
    {
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 429, RetryAfter = 3600 });

        Shell.Run($"Get-CentryOrder -Id {FirstOrder}");
        Assert.StartsWith("RateLimited,", Shell.Error.FullyQualifiedErrorId);
        Assert.InRange(_clock.Passed.TotalSeconds, 0, 1);

        Assert.Single(Shell.Run($"Get-CentryOrder -Id {FirstOrder}"));
    }

    [Theory]
    [InlineData(500, "ServerError")]
    [InlineData(503, "ServerError")]
    [InlineData(429, "RateLimited")]
    [InlineData(405, "InvalidRequest")]
    [InlineData(406, "InvalidRequest")]
    [InlineData(409, "InvalidRequest")]
    [InlineData(410, "NotFound")]
    [InlineData(418, "InvalidRequest")]
    public void Each_status_has_its_error_code(int status, string error)
    {
        SignIn(retries: 0);
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status });

        Shell.Run($"Set-CentryOrder -Id {FirstOrder} -Status shipped");

        Assert.Equal(error, Shell.Error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(FirstOrder, Shell.Error.TargetObject);
        Assert.NotEqual(ErrorCategory.NotSpecified, Shell.Error.CategoryInfo.Category);
        Assert.NotEmpty(Shell.Error.ErrorDetails.RecommendedAction);
        Assert.Contains("Falla ensayada", Shell.Error.Exception.Message);
    }

    [Fact]
    public void Write_whose_attempts_were_all_lost_has_an_unknown_outcome()
    {
        SignIn(retries: 1);
        Centry.Faults.Add(new Fault { Kind = FaultKind.DropAfter, Method = "PUT", Times = 2 });

        Shell.Run($"Set-CentryOrder -Id {FirstOrder} -Status received");

        Assert.StartsWith("OutcomeUnknown,", Shell.Error.FullyQualifiedErrorId);
    }

    private static bool IsCreate(string request) => request.StartsWith("POST ", StringComparison.Ordinal);

    // Advances the clock until the attempt times out; sends no response.
    private Task TimeOutAsync()
    {
        _clock.Advance(Timeout);
        return Task.CompletedTask;
    }
}
