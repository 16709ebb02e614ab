using System.Net;

namespace CentryPS.Tests.Notifications;

/// <summary>An acknowledged notification can be read again; anything else is refused.</summary>
public sealed class NotificationContentTests : ReceiveTest
{
    [Theory]
    [InlineData(31, HttpStatusCode.OK)]
    [InlineData(32, HttpStatusCode.BadRequest)]
    [InlineData(62, HttpStatusCode.BadRequest)]
    [InlineData(63, HttpStatusCode.BadRequest)]
    [InlineData(100, HttpStatusCode.BadRequest)]
    public async Task Nested_body_is_refused_or_can_be_read_in_the_next_run(int levels, HttpStatusCode status)
    {
        var deep = $$"""{"topic":"on_order_save","order_id":"{{1:x24}}","x":{{new string('[', levels)}}{{new string(']', levels)}}}""";

        Receive($"-First 1 {Inbox}", status == HttpStatusCode.OK ? [deep] : [deep, Poster.About(2)], "| ForEach-Object { throw 'not now' }");
        var answers = Answers;
        var next = Receive($"-First 1 {Inbox}", []);

        Assert.Equal(status, (await answers)[0]);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 2, Number(Assert.Single(next)));
    }

    [Theory]
    [InlineData("""{"topic":"on_order_save","order_id":"../../oauth/token/info"}""")]
    [InlineData("""{"topic":"on_order_save","order_id":""}""")]
    [InlineData("""{"topic":"on_order_save","order_id":7}""")]
    [InlineData("""{"topic":"on_order_save","order_id":"59c2bd4aa8d1d10b0c9c3f11\n"}""")]
    [InlineData("""{"topic":"on_order_save","order_id":"59c2bd4aa8d1d10b0c9c3f1"}""")]
    [InlineData("""{"topic":"on_product_save","product_id":"59c2bd4aa8d1d10b0c9c3fzz"}""")]
    [InlineData("""{"topic":"on_integration_config_save","integration_config_id":"a?b"}""")]
    public async Task Notification_is_refused_when_its_id_is_invalid(string body)
    {
        var output = Receive("-First 1", [body, Poster.About(2)]);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK], await Answers);
        Assert.Equal(2, Number(Assert.Single(output)));
        Shell.Set("body", body);
        Assert.Empty(Shell.Run("ConvertFrom-CentryNotification $body"));
        Assert.StartsWith("InvalidNotification,", Shell.Errors[^1].FullyQualifiedErrorId);
    }
}
