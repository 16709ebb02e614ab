namespace CentryPS.Tests.Commands;

/// <summary>-OnlyChanged sends only values that differ by the comparison rules of their attributes.</summary>
public sealed class AttributeComparisonTests : SandboxTest
{
    private string Id => (string)Centry.Orders.All()[0]["_id"]!;

    [Theory]
    [InlineData("integrations = @{ a = 1; b = 2 }", "integrations = @{ a = 1; b = 2 }", false)]
    [InlineData("integrations = @{ a = 1; b = 2 }", "integrations = @{}", true)]
    [InlineData("integrations = @{ a = 1; b = 2 }", "integrations = @{ a = 1 }", true)]
    [InlineData("buyer_dni = '2026-03-31T00:00:00Z'", "buyer_dni = '2026-03-31T00:00:00.000Z'", true)]
    [InlineData("buyer_dni = 'a'", "buyer_dni = 'A'", true)]
    [InlineData("buyer_dni = 'a'", "buyer_dni = 'a '", true)]
    [InlineData("buyer_birthdate = '1990-05-06'", "buyer_birthdate = '1990-05-06'", false)]
    [InlineData("buyer_birthdate = '1990-05-06T00:00:00-03:00'", "buyer_birthdate = '1990-05-06'", false)]
    [InlineData("buyer_birthdate = '1990-05-06'", "buyer_birthdate = '1990-05-07'", true)]
    [InlineData("shipped_date = '2026-03-31T17:30:00-03:00'", "shipped_date = '2026-03-31T20:30:00Z'", false)]
    [InlineData("shipped_date = '2026-03-31T17:30:00-03:00'", "shipped_date = '2026-03-31T17:30:01-03:00'", true)]
    [InlineData("total_amount = 12990.50", "total_amount = '12990,5'", false)]
    [InlineData("nota = 'y'", "items = $order.Items", false)]
    [InlineData("nota = 'y'", "items = @(@{ _id = $line.Id; id_origin = $line.IdOrigin; sku = $line.Sku; name = $line.Name; currency = 'CLP'; quantity = '1'; unit_price = '12990,5'; paid_price = 12990; shipping_amount = 0; shipment_provider = 'Chilexpress'; variant_id = 4711 })", false)]
    [InlineData("nota = 'y'", "items = @(@{ _id = $line.Id; quantity = 1 })", true)]
    [InlineData("nota = 'y'", "items = @($line, @{ sku = 'B' })", true)]
    [InlineData("nota = 'y'", "items = @()", true)]
    [InlineData("address_shipping = @{ line1 = 'a'; line2 = 'b' }", "address_shipping = @{ line1 = 'a' }", false)]
    [InlineData("address_shipping = @{ line1 = 'a'; line2 = 'b' }", "address_shipping = @{ line1 = 'c' }", true)]
    [InlineData("nota = 'x'", "nota = 'x'", false)]
    [InlineData("nota = ''", "nota = @()", true)]
    public void Value_is_sent_only_when_it_differs(string there, string wanted, bool isSent)
    {
        Shell.Run($"Set-CentryOrder {Id} -Property @{{ {there} }}");
        Assert.Empty(Shell.Errors);
        Shell.Run($"$order = Get-CentryOrder {Id}; $line = $order.Items[0]");
        Centry.ClearRequests();

        Shell.Run($"Set-CentryOrder {Id} -Property @{{ {wanted} }} -OnlyChanged");

        Assert.Empty(Shell.Errors);
        Assert.Equal(isSent ? 1 : 0, Centry.Requests.Count(request => request.Method == "PUT"));
    }
}
