using System.Text.Json.Nodes;
using CsCheck;

namespace CentryPS.Tests.Http;

/// <summary>An id is escaped as one segment of the URL and reaches the server unchanged.</summary>
public sealed class AddressTests : SandboxTest
{
    private const int MaxMessageLength = 1000;

    [Fact]
    public void Any_id_reaches_the_object_with_that_id()
    {
        Gen.String[Gen.Char.Where(character => !char.IsSurrogate(character) && !char.IsControl(character) && !"/\\%?#".Contains(character)), 1, 40]
            .Where(id => !string.IsNullOrWhiteSpace(id) && !id.Contains("..")).Sample(
            id =>
            {
                Centry.Webhooks.Add(new JsonObject { ["_id"] = id, ["callback_url"] = "https://tienda.example" });
                Shell.Set("id", id);
                Assert.Equal(id, Shell.One<CentryWebhook>("Get-CentryWebhook -Id $id").Id);
            },
            iter: 200,
            threads: 1);
    }

    [Theory]
    [InlineData("Get-CentryWebhook -Id $text")]
    [InlineData("Get-CentryOrder -Origin $text")]
    [InlineData("Invoke-CentryRequest -Path $text")]
    [InlineData("Invoke-CentryRequest -Path a.json -Query @{ a = $text }")]
    public void URL_of_five_megabytes_is_refused_before_sending(string script)
    {
        Shell.Set("text", new string('a', 5_000_000));

        Shell.Run(script);

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.InRange(Shell.Error.ErrorDetails.Message.Length, 1, MaxMessageLength);
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Value_of_five_megabytes_arrives_complete()
    {
        Shell.Set("text", string.Concat(Enumerable.Repeat("ñandú ", 900_000)));
        var id = (string)Centry.Orders.All()[0]["_id"]!;

        var order = Shell.One<CentryOrder>($"Set-CentryOrder -Id {id} -Property @{{ nota = $text }}");

        Assert.Equal(5_400_000, ((string)order.AdditionalProperties["nota"]!).Length);
    }
}
