using System.Net;
using CentryPS.Notifications;

namespace CentryPS.Tests.Notifications;

/// <summary>A notification is processed once the later commands return without a transient failure.</summary>
public sealed class ProcessedTests : ReceiveTest
{
    private string First => (string)Centry.Orders.All()[0]["_id"]!;

    private string AboutFirst => Poster.Order.Replace("59c2bd4aa8d1d10b0c9c3f11", First);

    [Theory]
    [InlineData("Get-CentryOrder")]
    [InlineData("Set-CentryOrder -BuyerFirstName Ana")]
    public async Task Order_reaches_the_next_command_before_its_notification_is_answered(string command)
    {
        var order = new TaskCompletionSource<object?>();
        Shell.Set("order", order);
        var output = Task.Run(() => Receive("-First 2", [AboutFirst, AboutFirst], $"| {command} | ForEach-Object {{ $null = $order.TrySetResult($_.Id) }}"));

        Assert.Equal(First, await order.Task.Soon());
        Assert.Empty(await output.Soon());
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Answers);
    }

    [Theory]
    [InlineData("Get-CentryOrder", 500, 503)]
    [InlineData("Set-CentryOrder -Status pending", 500, 503)]
    [InlineData("Get-CentryOrder", 403, 503)]
    [InlineData("Get-CentryOrder", 404, 200)]
    [InlineData("Set-CentryOrder -Status pending", 422, 200)]
    public async Task Notification_is_not_acknowledged_after_a_transient_failure(string command, int status, int answer)
    {
        SignIn(retries: 0);
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status });

        Assert.Empty(Receive("-First 1", [AboutFirst], "| " + command));

        Assert.Equal(answer == 503, Shell.Error.ErrorDetails.RecommendedAction.Contains("delivered again"));
        Assert.Equal([(HttpStatusCode)answer], await Answers);
    }

    [Theory]
    [InlineData("Get-CentryOrder | Set-CentryOrder -BuyerFirstName Ana")]
    [InlineData("Get-CentryOrder | Set-CentryOrder -BuyerFirstName Ana -OnlyChanged")]
    [InlineData("Where-Object OrderId | Get-CentryOrder | ForEach-Object { $_ } | Set-CentryOrder -BuyerFirstName Ana")]
    public async Task Change_is_output_and_acknowledged_without_waiting_for_the_next_notification(string commands)
    {
        var order = new TaskCompletionSource<object?>();
        Shell.Set("order", order);
        var output = Task.Run(() => Receive("-First 2 -TimeoutSec 60", [AboutFirst], $"| {commands} | ForEach-Object {{ $null = $order.TrySetResult($_.BuyerFirstName) }}"));

        Assert.Equal("Ana", await order.Task.Soon());
        Assert.Equal([HttpStatusCode.OK], await Answers.Soon());
        Held.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(await output.Soon());
    }

    [Theory]
    [InlineData("Get-CentryOrder | Set-CentryOrder -BuyerFirstName Ana", 500, 503)]
    [InlineData("Get-CentryOrder | Set-CentryOrder -BuyerFirstName Ana -OnlyChanged", 500, 503)]
    [InlineData("Get-CentryOrder | Set-CentryOrder -BuyerFirstName Ana", 422, 200)]
    [InlineData("Get-CentryOrder | Set-CentryOrder -BuyerFirstName Ana -ErrorAction Stop", 422, 503)]
    [InlineData("ForEach-Object { Get-CentryOrder $_.OrderId | Set-CentryOrder -BuyerFirstName Ana }", 500, 503)]
    [InlineData("ForEach-Object { Invoke-CentryRequest \"orders/$($_.OrderId).json\" -Method Put -Body @{ buyer_first_name = 'Ana' } }", 500, 503)]
    public async Task Notification_is_not_acknowledged_when_a_later_change_fails_transiently(
        string commands,
        int status,
        int answer)
    {
        SignIn(retries: 0);
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status, Method = "PUT" });

        Assert.Empty(Receive("-First 1", [AboutFirst], "| " + commands));

        Assert.NotEmpty(Shell.Errors);
        Assert.Equal([(HttpStatusCode)answer], await Answers);
    }

    [Fact]
    public void Nested_pipeline_sends_its_calls_in_parallel()
    {
        using var both = new CountdownEvent(2);
        using var server = new RawServer(async (request, stream, stop) =>
        {
            both.Signal();
            Assert.True(both.Wait(TimeSpan.FromSeconds(30), stop));
            await stream.WriteAsync(await Centry.AnswerAsync(request, stop), stop);
        });
        SignIn(through: server);

        var orders = Receive("-First 1", [AboutFirst], $"| ForEach-Object {{ '{First}', '{Centry.Orders.All()[1]["_id"]}' | Get-CentryOrder }}");

        Assert.Equal(2, orders.Count);
    }

    [Fact]
    public void Failed_notification_is_delivered_first_in_the_next_run()
    {
        SignIn(retries: 0);
        Centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 500 });
        Receive($"-First 1 {Inbox}", [AboutFirst], "| Get-CentryOrder");

        var again = Receive($"-First 1 {Inbox}", []).Single();

        Assert.Equal(2, ((CentryNotification)again.BaseObject).Attempt);
    }

    [Fact]
    public void Get_order_refuses_a_notification_of_another_resource()
    {
        Shell.Run("'{\"topic\":\"on_product_save\",\"product_id\":\"59c2bd4aa8d1d10b0c9c3f11\"}' | ConvertFrom-CentryNotification | Get-CentryOrder");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains("on_product_save 59c2bd4aa8d1d10b0c9c3f11", Shell.Error.Exception.Message);
        Assert.IsType<CentryNotification>(Shell.Error.TargetObject);
    }

    [Fact]
    public void Receive_emits_notifications_that_arrive_while_OnReady_runs()
    {
        Shell.Set("clock", Held);
        Shell.Set("come", new Action(() =>
        {
            Answers.Wait(); // the notification is in the inbox
            Held.Advance(TimeSpan.FromSeconds(60));
        }));

        Assert.Equal(1, Number(Receive($"-First 1 -TimeoutSec 60 {Inbox}", [Poster.About(1)], ready: "$come.Invoke()").Single()));
        Assert.Empty(Shell.Errors);
    }

    [Fact]
    public void Receive_reports_requests_that_were_answered_while_OnReady_ran()
    {
        using var come = new ManualResetEventSlim();
        Held.Timed += due =>
        {
            if (due == NotificationListener.ProcessingTimeout)
            {
                come.Set();
            }
        };
        Shell.Set("late", new Action(() =>
        {
            come.Wait();
            Held.Advance(NotificationListener.ProcessingTimeout);
            Answers.Wait();
            Held.Advance(TimeSpan.FromHours(1));
        }));

        Assert.Empty(Receive("-First 1 -TimeoutSec 3600", [Poster.About(1)], ready: "$late.Invoke()"));

        Assert.StartsWith("Timeout,", Shell.Error.FullyQualifiedErrorId);
        Assert.EndsWith("503: 1.", Shell.Error.ErrorDetails.Message);
        Assert.Contains("-InboxPath", Shell.Error.ErrorDetails.RecommendedAction);
    }
}
