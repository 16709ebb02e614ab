using System.Text.Json;
using System.Xml.Linq;
using CentryPS.Models.Json;

namespace CentryPS.Tests.Module;

/// <summary>Tables fit common window widths, and text from Centry is escaped.</summary>
public sealed class FormatTests
{
    private static readonly XElement[] Views =
        [.. XDocument.Load(Path.Combine(PowerShellHost.Root, "src", "CentryPS", "Module", "CentryPS.Format.ps1xml")).Descendants("View")];

    // PowerShell truncates a column that does not fit, so there must be space for all of it or none.
    [Theory]
    [InlineData(80, "Id", "Total", "Status", "NumberOrigin", "Buyer")]
    [InlineData(120, "Id", "Total", "Status", "NumberOrigin", "Buyer", "Origin", "CreatedAt")]
    [InlineData(200, "Id", "Total", "Status", "NumberOrigin", "Buyer", "Origin", "CreatedAt", "BuyerEmail")]
    public void Order_table_shows_only_complete_columns_at_a_width(int width, params string[] columns)
    {
        var headers = View("CentryOrder", "TableControl").Descendants("TableColumnHeader").ToArray();
        var shown = headers.TakeWhile((_, i) => Ends(headers, i) <= width - 1).ToArray();

        Assert.Equal(columns, shown.Select(header => (string)header.Element("Label")!));
        Assert.True(shown.Length == headers.Length || Ends(headers, shown.Length - 1) >= width - 1);
    }

    [Theory]
    [InlineData("en-US", "12,990.50", "12,990.00", "3/2/2026 ", "1,234,567.89")]
    [InlineData("es-CL", "12.990,50", "12.990,00", "02-03-2026 ", "1.234.567,89")]
    public void Amounts_and_dates_have_the_same_format_in_tables_and_lists(
        string culture, string amount, string whole, string date, string precise)
    {
        using var shell = new PowerShellHost();
        const string Json = """{"total_amount": 0.1, "created_at": "2026-03-02T12:30:00-03:00", "items": [{"paid_price": 0.1, "created_at": "2026-03-02T12:30:00-03:00"}]}""";
        CentryOrder Order(string text) => JsonSerializer.Deserialize(Json.Replace("0.1", text), CentryJson.Default.CentryOrder)!;
        shell.Set("orders", new CentryOrder[] { Order("12990.500"), Order("12990"), Order("1234567.891") });

        var screen = string.Concat(shell.Run($$"""
            [cultureinfo]::CurrentCulture = '{{culture}}'
            $orders | Format-Table | Out-String -Width 200
            $orders | Format-List | Out-String
            $orders.Items | Format-Table | Out-String -Width 200
            $orders.Items | Format-List | Out-String
            """));

        Assert.Empty(shell.Errors);
        Assert.All([amount, whole, precise], text => Assert.Equal(6, screen.Split(text).Length));
        Assert.Equal(10, screen.Split(date).Length);
    }

    [Theory]
    [InlineData("CentryWebhook")]
    [InlineData("CentryOrder")]
    [InlineData("CentryOrderItem")]
    [InlineData("CentryAddress")]
    [InlineData("CentryWebhookHealth")]
    [InlineData("CentryDelivery")]
    [InlineData("CentryNotification")]
    public void Views_escape_text_from_Centry(string name)
    {
        var model = typeof(CentryOrder).Assembly.GetType("CentryPS.Models." + name)!;
        var bare = Views.Where(view => (string)view.Element("Name")! == name).Descendants("PropertyName")
            .Where(property => property.Parent!.Name != "ItemSelectionCondition")
            .Select(property => property.Value);

        Assert.All(bare, property => Assert.NotEqual(typeof(string), model.GetProperty(property)!.PropertyType));
    }

    private static XElement View(string name, string control) =>
        Assert.Single(Views, view => (string)view.Element("Name")! == name && view.Element(control) is not null);

    // The last column has no fixed width: it uses the remaining space.
    private static int Ends(XElement[] headers, int last) =>
        headers.Take(last + 1).Sum(header => (int?)header.Element("Width") ?? 20) + last;
}
