namespace CentryPS.Tests.Commands;

/// <summary>A blank filter never matches everything.</summary>
public sealed class FilterTests : SandboxTest
{
    [Theory]
    [InlineData("Get-CentryWebhook -CallbackUrl $missing")]
    [InlineData("Get-CentryWebhook -CallbackUrl '  '")]
    [InlineData("Get-CentryWebhook -Topic $missing")]
    [InlineData("Get-CentryWebhook -Topic @()")]
    [InlineData("Get-CentryWebhook -UpdatedAfter $missing")]
    [InlineData("Get-CentryOrder -Status $missing")]
    [InlineData("Get-CentryOrder -Status pending, $missing")]
    [InlineData("Get-CentryOrder -Origin ''")]
    [InlineData("Get-CentryOrder -OriginId $missing")]
    [InlineData("Get-CentryOrder -OriginNumber $missing")]
    [InlineData("Get-CentryOrder -CreatedBefore ''")]
    public void Blank_filter_is_refused(string script)
    {
        Assert.Empty(Shell.Run(script));

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.Contains(script.Split(' ')[1], Shell.Error.Exception.Message);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Filter_of_a_mistyped_variable_removes_nothing()
    {
        Shell.Run("Get-CentryWebhook -CallbackUrl $typo | Remove-CentryWebhook -Force");

        Assert.Equal(3, Centry.Webhooks.Count);
    }

    [Theory]
    [InlineData("([double] 2000003508419013)", "2000003508419013")]
    [InlineData("1.10", "1.10")]
    [InlineData("0912345678", "0912345678")]
    public void Number_as_a_filter_is_sent_with_its_digits(string number, string sent)
    {
        Shell.Run($"Get-CentryOrder -OriginNumber {number} -OriginId {number}");

        Assert.Contains($"id_origin={sent}&", Sent("GET").Target + '&');
        Assert.Contains($"number_origin={sent}&", Sent("GET").Target + '&');
    }

    [Fact]
    public void Get_order_returns_orders_by_status_in_the_given_order()
    {
        var states = Shell.Run("Get-CentryOrder -Status received, Pending, received | ForEach-Object Status").Select(state => (string)state.BaseObject);

        Assert.Equal(["received", "pending", "pending", "pending"], states);
        Assert.Equal(["received", "pending"], Shell.Run("(Get-CentryOrder -Status received, pending -First 2).Status").Select(state => (string)state.BaseObject));
    }
}
