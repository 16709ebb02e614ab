using System.Xml.Linq;

namespace CentryPS.Tests.Module;

/// <summary>Tables fit common window widths, and text from Centry is escaped.</summary>
public sealed class FormatTests
{
    private static readonly XElement[] Views =
        [.. XDocument.Load(Path.Combine(PowerShellHost.Root, "src", "CentryPS", "Module", "CentryPS.Format.ps1xml")).Descendants("View")];

    // A column for which there is room for some characters alone is squeezed into them: there must be room for all or none.
    [Theory]
    [InlineData(60, "Id", "Total", "Status")]
    [InlineData(80, "Id", "Total", "Status", "NumberOrigin")]
    [InlineData(120, "Id", "Total", "Status", "NumberOrigin", "Buyer", "Origin")]
    [InlineData(200, "Id", "Total", "Status", "NumberOrigin", "Buyer", "Origin", "CreatedAt", "BuyerEmail")]
    public void Order_table_shows_only_complete_columns_in_a_window_of_width(int width, params string[] columns)
    {
        var headers = View("CentryOrder", "TableControl").Descendants("TableColumnHeader").ToArray();
        var shown = headers.TakeWhile((_, i) => Ends(headers, i) <= width - 1).ToArray();

        Assert.Equal(columns, shown.Select(header => (string)header.Element("Label")!));
        Assert.True(shown.Length == headers.Length || Ends(headers, shown.Length - 1) >= width - 1);
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

    // The last column has no width of its own: it takes what is left.
    private static int Ends(XElement[] headers, int last) =>
        headers.Take(last + 1).Sum(header => (int?)header.Element("Width") ?? 20) + last;
}
