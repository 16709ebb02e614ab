using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CentryPS.Models.Json;
using CsCheck;

namespace CentryPS.Tests.Models;

/// <summary>Data from Centry survives the conversion to objects and back.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<JsonNode?> Number = Gen.OneOf(
        Gen.Long.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Decimal.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Double.Where(double.IsFinite).Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.String[Gen.Char['0', '9'], 30, 60].Select(digits => JsonNode.Parse("1" + digits)));

    private static readonly Gen<JsonNode?> Value = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? Number
        : Gen.OneOf(
            Number,
            Text.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
            Gen.Const((JsonNode?)null),
            inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Map(Text, inner)));

    private static readonly Gen<JsonNode?> Date = Gen.Select(Gen.DateTime, Gen.Int[-14 * 60, 14 * 60]).Select((time, minutes) =>
        (JsonNode?)JsonValue.Create(new DateTimeOffset(DateTime.SpecifyKind(Clamp(time), DateTimeKind.Unspecified), TimeSpan.FromMinutes(minutes))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture)));

    private static readonly Gen<JsonNode?> Known = Gen.Select(
        Text, Gen.Decimal, Gen.Bool, Date, Value).Select((text, amount, flag, date, more) => (JsonNode?)new JsonObject
        {
            ["_id"] = "59c2bd4aa8d1d10b0c9c3f11",
            ["_status"] = text,
            ["buyer_first_name"] = text,
            ["total_amount"] = amount,
            ["billable"] = flag,
            ["created_at"] = date,
            ["integrations"] = new JsonObject { [text] = more?.DeepClone() },
            ["items"] = new JsonArray(new JsonObject { ["sku"] = text, ["novedad"] = more?.DeepClone() }),
            ["address_billing"] = new JsonObject { ["line1"] = text, ["novedad"] = more?.DeepClone() },
            ["novedad"] = more?.DeepClone(),
        });

    private static Gen<string> Text => Gen.String[Gen.Char.Where(character => !char.IsSurrogate(character)), 0, 12];

    [Fact]
    public void Order_round_trips_with_its_unknown_attributes() =>
        Known.Sample(sent => Assert.True(JsonNode.DeepEquals(sent, RoundTrip(sent)), $"{sent}\n{RoundTrip(sent)}"));

    [Fact]
    public void Hashtables_and_arrays_convert_to_equal_JSON() => Map(Text, Value).Sample(sent =>
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(sent);
        var again = JsonNode.Parse(JsonBody.Write(JsonBody.ReadValue(bytes)));
        Assert.True(JsonNode.DeepEquals(sent, again), $"{sent}\n{again}");
    });

    private static JsonNode? RoundTrip(JsonNode? sent)
    {
        var order = JsonBody.Read(JsonSerializer.SerializeToUtf8Bytes(sent), CentryJson.Default.CentryOrder);
        return JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(order, CentryJson.Default.CentryOrder));
    }

    private static Gen<JsonNode?> Map(Gen<string> names, Gen<JsonNode?> values) =>
        Gen.Dictionary(names, values)[0, 4].Select(pairs => (JsonNode?)new JsonObject(
            pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));

    private static DateTime Clamp(DateTime time) =>
        time.Year < 2 ? time.AddYears(2) : time.Year > 9998 ? time.AddYears(-2) : time;
}
