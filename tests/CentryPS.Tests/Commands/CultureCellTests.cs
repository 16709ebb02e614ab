using System.Globalization;
using CentryPS.Models.Attributes;

namespace CentryPS.Tests.Commands;

/// <summary>
/// With -Culture, dates and amounts are read in the formats of that culture. The error of a refused cell shows an
/// example.
/// </summary>
public sealed class CultureCellTests : SandboxTest
{
    private string Id => (string)Centry.Orders.All()[0]["_id"]!;

    [Theory]
    [InlineData("es-CL", "4-3-2026", "2026-03-04")]
    [InlineData("es-CL", "04/03/2026", "2026-03-04")]
    [InlineData("es-CL", "04.03.2026", "2026-03-04")]
    [InlineData("es-CL", "04-03-2026 9:30", "2026-03-04T09:30:00")]
    [InlineData("es-CL", "04-03-2026 9:30:15", "2026-03-04T09:30:15")]
    [InlineData("es-CL", "04-03-2026 9:30 p. m.", "2026-03-04T21:30:00")]
    [InlineData("es-CL", "04-03-2026 12:30\u00A0a.\u00A0m.", "2026-03-04T00:30:00")]
    [InlineData("en-US", "3/4/2026 9:30 AM", "2026-03-04T09:30:00")]
    [InlineData("en-US", "3/4/2026 9:30:15\u202FPM", "2026-03-04T21:30:15")]
    [InlineData("en-US", "3-4-2026", "2026-03-04")]
    [InlineData("fi-FI", "4.3.2026 9.30", "2026-03-04T09:30:00")]
    [InlineData("ja-JP", "2026/3/4 9:30", "2026-03-04T09:30:00")]
    [InlineData("es-CL", "2026-03-04", "2026-03-04")]
    public void Date_is_read_as_a_spreadsheet_of_the_culture_writes_it(string culture, string cell, string sent)
    {
        Shell.Set("cell", cell);

        Shell.Run($"[pscustomobject]@{{ _id = '{Id}'; shipped_date = $cell }} | Set-CentryOrder -Culture {culture}");

        Assert.Empty(Shell.Errors);
        Assert.StartsWith($$"""{"shipped_date":"{{sent}}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("es-CL", "$12.990", "12990")]
    [InlineData("es-CL", "-$ 12.990,5", "-12990.5")]
    [InlineData("en-US", "$12,990.50", "12990.50")]
    [InlineData("es-ES", "12.990,50 €", "12990.50")]
    public void Amount_is_read_with_the_currency_of_the_culture(string culture, string cell, string sent)
    {
        Shell.Set("cell", cell);

        Shell.Run($"[pscustomobject]@{{ _id = '{Id}'; total_amount = $cell }} | Set-CentryOrder -Culture {culture}");

        Assert.Empty(Shell.Errors);
        Assert.Equal($$"""{"total_amount":{{sent}}}""", Sent("PUT").Body);
    }

    [Theory]
    [InlineData("-Culture es-CL", "shipped_date", "4-3-26", "two-digit year", "31-03-2026 17:30")]
    [InlineData("-Culture en-US", "shipped_date", "3/4/26 9:30 AM", "two-digit year", "3/31/2026 5:30 PM")]
    [InlineData("", "shipped_date", "4-3-26", "two-digit year", "2026-03-31T17:30:00")]
    [InlineData("-Culture es-CL", "shipped_date", "03-31-2026", "es-CL", "31-03-2026 17:30")]
    [InlineData("-Culture en-US", "shipped_date", "31/3/2026", "en-US", "3/31/2026 5:30 PM")]
    [InlineData("-Culture es-CL", "shipped_date", "04-03/2026", "es-CL", "31-03-2026 17:30")]
    [InlineData("-Culture es-CL", "buyer_birthdate", "mayo", "es-CL", "31-03-2026 17:30")]
    [InlineData("", "shipped_date", "04/03/2026", "ambiguous", "-Culture")]
    [InlineData("-Culture es-CL", "total_amount", "12.99", "es-CL", "12.990,50")]
    [InlineData("-Culture es-CL", "total_amount", "US$12.990", "es-CL", "12.990,50")]
    [InlineData("-Culture es-CL", "total_amount", "€12.990", "es-CL", "12.990,50")]
    [InlineData("-Culture en-US", "total_amount", "12.990,50", "en-US", "12,990.50")]
    [InlineData("", "total_amount", "$12.990", "-Culture", "12990.50")]
    public void Error_of_a_refused_cell_shows_an_example(
        string culture, string column, string cell, params string[] hints)
    {
        Shell.Set("cell", cell);

        Shell.Run($"[pscustomobject]@{{ _id = '{Id}'; {column} = $cell }} | Set-CentryOrder {culture}");

        Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
        Assert.All([cell, column, .. hints], hint => Assert.Contains(hint, Shell.Error.Exception.Message));
        Assert.Empty(Centry.Requests);
    }

    [Fact]
    public void Example_date_can_be_parsed_in_every_culture()
    {
        var expected = CentryDate.OfMoment(new DateTimeOffset(new DateTime(2026, 3, 31, 17, 30, 0, DateTimeKind.Local)));

        Assert.All(
            CultureInfo.GetCultures(CultureTypes.SpecificCultures),
            culture => Assert.Equal((culture.Name, expected), (culture.Name, DateText.Parse(DateText.Example(culture), culture))));
    }

    [Theory]
    [InlineData("dd-MM-yyyy H:mm:ss", true)]
    [InlineData("dd-MM-yyyy H:mm", true)]
    [InlineData("d/M/yyyy H:mm", true)]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.fffzzz", true)]
    [InlineData("yyyy-MM-dd'T'HH:mm:sszzz", false)]
    public void Updated_at_rewritten_by_a_spreadsheet_is_compared_at_its_remaining_precision(string format, bool isSame)
    {
        Shell.Run($"Set-CentryOrder {Id} -BuyerDni x");
        var updated = DateTimeOffset.Parse((string)Centry.Orders.All()[0]["updated_at"]!, CultureInfo.InvariantCulture).ToLocalTime();
        string Run(DateTimeOffset cell)
        {
            Shell.Run($"[pscustomobject]@{{ _id = '{Id}'; updated_at = '{cell.ToString(format, CultureInfo.InvariantCulture)}'; buyer_dni = 'x{cell.Ticks}' }} | Set-CentryOrder -OnlyChanged -Culture es-CL -WhatIf");
            return Shell.Errors.Count == 0 ? "same" : Shell.Error.FullyQualifiedErrorId.Split(',')[0];
        }

        Assert.Equal(isSame || updated.Millisecond == 0 ? "same" : "Conflict", Run(updated));
        Assert.Equal("Conflict", Run(updated.AddMinutes(-1)));
        Assert.Equal("Conflict", Run(updated.AddMinutes(1)));
    }

    [Fact]
    public void Error_of_an_unreadable_updated_at_names_the_row_and_the_column()
    {
        Shell.Run($"[pscustomobject]@{{ _id = '{Id}'; updated_at = '4-3-26'; buyer_dni = 'x' }} | Set-CentryOrder -OnlyChanged -Culture es-CL");

        Assert.All([Id, "column updated_at", "two-digit year"], part => Assert.Contains(part, Shell.Error.Exception.Message));
        Assert.Empty(Centry.Requests);
    }
}
