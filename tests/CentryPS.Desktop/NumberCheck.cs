using System.Text;
using CentryPS.Models.Attributes;
using CentryPS.Models.Json;

namespace CentryPS.Desktop;

/// <summary>Checks numbers as text and in JSON. NumberTextTests expects the same on .NET.</summary>
internal static class NumberCheck
{
    public static void Run()
    {
        Check.Equal("2000003508419013", NumberText.Of(2000003508419013d), "a Double without decimals");
        Check.Equal("0.7999999999999999", NumberText.Of(0.1 + 0.7), "a Double with 16 digits");
        Check.Equal("0.30000000000000004", NumberText.Of(0.1 + 0.2), "a Double with 17 digits");
        Check.Equal("12990.5", NumberText.Of(12990.5), "a Double with few digits");
        Check.Equal("0.1", NumberText.Of(0.1f), "a Single");
        Check.Equal("16777216", NumberText.Of(16777216f), "a Single without decimals");
        Check.Equal("[0.1,2000003508419013]", Encoding.UTF8.GetString(JsonBody.Write(new object?[] { 0.1, 2000003508419013d })), "a JSON array");
    }
}
