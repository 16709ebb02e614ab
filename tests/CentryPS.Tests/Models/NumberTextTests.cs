using CentryPS.Models.Attributes;

namespace CentryPS.Tests.Models;

/// <summary>A number is formatted with the fewest digits that round-trip. MonoTests checks the same on Mono.</summary>
public sealed class NumberTextTests
{
    [Theory]
    [InlineData(2000003508419013d, "2000003508419013")]
    [InlineData(0.1 + 0.7, "0.7999999999999999")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(12990.5, "12990.5")]
    [InlineData(-0.1, "-0.1")]
    [InlineData(0.1f, "0.1")]
    [InlineData(16777216f, "16777216")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(double.Epsilon, "4.94065645841247E-324")]
    public void Number_has_the_fewest_digits_that_read_back(IFormattable number, string text)
    {
        Assert.Equal(text, NumberText.Of(number));
        Assert.Equal(number, Convert.ChangeType(NumberText.Of(number), number.GetType(), System.Globalization.CultureInfo.InvariantCulture));
    }
}
