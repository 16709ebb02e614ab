using System.Management.Automation;
using System.Net;

namespace CentryPS.Tests.Notifications;

/// <summary>Tests Receive-CentryNotification in a real engine, with a clock that the test controls.</summary>
public sealed class ReceiveTests : ReceiveTest
{
    [Fact]
    public async Task Receive_emits_notifications_and_ends_after_the_given_number()
    {
        var output = Receive("-First 2 -Path /clave", [Poster.About(1), Poster.About(2)]);

        Assert.Empty(Shell.Errors);
        Assert.Equal([1, 2], output.Select(Number).Order());
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Answers);
        Assert.EndsWith("/clave", await Address.Task);
        var first = (CentryNotification)output[0].BaseObject;
        Assert.Equal((Held.GetUtcNow(), 1, 1), (first.ReceivedAt, first.Deliveries, first.Attempt));
    }

    [Fact]
    public void Received_notification_pipes_into_Get_order()
    {
        var id = (string)Centry.Orders.All()[0]["_id"]!;

        var order = Receive("-First 1", [Poster.Order.Replace("59c2bd4aa8d1d10b0c9c3f11", id)], "| Get-CentryOrder").Single();

        Assert.Equal(id, ((CentryOrder)order.BaseObject).Id);
    }

    [Theory]
    [InlineData("-First 2", "Timeout,CentryPS.Commands.ReceiveCentryNotificationCommand")]
    [InlineData("", null)]
    public async Task Receive_ends_at_its_timeout_and_fails_when_too_few_arrived(string first, string? error)
    {
        var output = Task.Run(() => Receive($"-TimeoutSec 60 {first}", []));
        Assert.Equal(TimeSpan.FromSeconds(60), await Held.NextWaitAsync());
        await Address.Task.Soon();
        Held.Advance(TimeSpan.FromSeconds(60));

        Assert.Empty(await output.Soon());
        Assert.Equal(error, Shell.Errors.SingleOrDefault()?.FullyQualifiedErrorId);
    }

    [Fact]
    public async Task Stop_ends_Receive_and_frees_the_port()
    {
        Shell.Set("address", Address);
        using var shell = PowerShell.Create(Shell.Runspace);
        var running = shell.AddScript("Receive-CentryNotification -Port 0 -OnReady { $address.SetResult($_) }").BeginInvoke();
        var port = new Uri(await Address.Task.Soon()).Port;
        await Task.Run(shell.Stop).Soon();

        Assert.True(running.IsCompleted);
        Assert.Single(Receive("-First 1", [Poster.Order], port: port));
    }

    [Theory]
    [InlineData("ForEach-Object { throw 'no' }")]
    public async Task Notification_is_not_acknowledged_when_a_later_command_fails(string last)
    {
        Receive("-First 3", [Poster.About(1)], "| " + last);
        Assert.Equal([HttpStatusCode.ServiceUnavailable], await Answers);

        Receive($"-First 3 {Inbox}", [Poster.About(2)], "| " + last);
        Assert.Equal([HttpStatusCode.OK], await Answers);
        var again = (CentryNotification)Receive($"-First 1 {Inbox}", []).Single().BaseObject;
        Assert.Equal((Poster.About(2), 2), (System.Text.Encoding.UTF8.GetString(again.ToJson()), again.Attempt));
    }

    [Fact]
    public void Notification_becomes_a_dead_letter_with_a_warning_when_it_is_never_processed()
    {
        Receive($"-First 1 {Inbox}", [Poster.About(1)], "| ForEach-Object { throw }");
        Receive($"-First 1 -MaximumAttempt 2 {Inbox}", [], "| ForEach-Object { throw }");
        var output = Receive($"-First 1 -MaximumAttempt 2 {Inbox}", [Poster.About(2)]);

        Assert.Equal(2, Number(output.Single()));
        Assert.Contains("dead", Assert.Single(Shell.Warnings));
    }

    [Fact]
    public void Dead_letter_warning_is_written_before_the_error_that_ends_the_pipeline()
    {
        Receive($"-First 1 {Inbox}", [Poster.About(1)], "| ForEach-Object { throw }");
        Receive($"-First 1 -MaximumAttempt 1 {Inbox}", [Poster.About(2)], "| ForEach-Object { throw }", ready: "$null = $answers.Wait(10000)");

        Assert.Contains("dead", Assert.Single(Shell.Warnings));
    }

    [Fact]
    public void Receive_emits_only_the_requested_topics()
    {
        var output = Receive("-First 1 -Topic on_order_delete", [Poster.About(1), Poster.About(2).Replace("save", "delete")]);

        Assert.Equal(CentryTopic.OrderDelete, ((CentryNotification)output.Single().BaseObject).Topic);
    }

    [Fact]
    public void Receive_writes_each_client_and_answer_to_Verbose()
    {
        Receive("-First 1 -Verbose -Path clave", ["nada", Poster.About(1)]);

        Assert.Contains(Shell.Verbose, line => line.Contains("POST /clave -> 400: ", StringComparison.Ordinal));
        Assert.Contains(Shell.Verbose, line => line.Contains(" 127.0.0.1:", StringComparison.Ordinal) && line.EndsWith("-> 200", StringComparison.Ordinal));
    }

    [Fact]
    public void Receive_reports_errors_of_OnReady_and_discards_its_output()
    {
        Assert.Empty(Shell.Run("Receive-CentryNotification -Port 0 -OnReady { 'nada'; throw 'no' }"));
        Assert.Equal("no", Shell.Error.Exception.Message);

        Assert.Empty(Shell.Run("Receive-CentryNotification -Port 0 -OnReady { Get-CentryOrder -Id nada; throw 'no' }"));
        Assert.Equal(["NotFound", "no"], Shell.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));

        Assert.Single(Receive("-First 1", [Poster.Order], ready: "Get-CentryOrder -Id nada"));
        Assert.StartsWith("NotFound,", Shell.Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Receive_gets_what_changed_since_the_last_received_date()
    {
        var orders = Centry.Orders.All().Select(order => (string)order["_id"]!).ToArray();

        var output = Receive($"-CatchUp -Since 2000-01-01 -Topic OrderSave -First {orders.Length} {Inbox}", []);

        Assert.Empty(Shell.Errors);
        Assert.Equal(orders.Order(), output.Select(item => ((CentryNotification)item.BaseObject).OrderId).Order());
        Assert.Contains("48", Assert.Single(Shell.Warnings));
        Assert.All(Centry.Requests, request => Assert.Contains("updated_at_gte=", request.Target));
    }

    [Theory]
    [InlineData("-Path ''", "Path")]
    [InlineData("-InboxPath $null", "InboxPath")]
    [InlineData("-Since 2026-01-01", "-CatchUp")]
    [InlineData("-CatchUp", "-Since")]
    [InlineData("-CatchUp -Since 2026-03-31T12:00:01Z", "-Since")]
    [InlineData("-MaximumInboxSize 1MB", "-InboxPath")]
    [InlineData("-Prefix 'http://localhost:8080'", "http://localhost:8080")]
    [InlineData("-MaximumAttempt 2", "-InboxPath")]
    [InlineData("-InboxPath env:nada", "env:nada")]
    public void Receive_refuses_contradictory_parameters(string parameters, string hint)
    {
        Assert.Empty(Shell.Run("Receive-CentryNotification -TimeoutSec 1 " + parameters));

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(hint, Shell.Error.Exception.Message);
    }
}
