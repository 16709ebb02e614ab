using System.Text.Json;
using System.Text.RegularExpressions;

namespace CentryPS.Models.Json;

internal static class JsonLocation
{
    // Matches one step of the path of a JsonException with plain names: $[0].items[2].unit_price
    private static readonly Regex Step = new(
        @"\G(?:\.(?<name>\w+)|\[(?<index>\d+)\])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Returns the JSON at a path such as <c>$[0].total_amount</c>; null if there is none.</summary>
    public static string? Find(ReadOnlySpan<byte> body, string path)
    {
        try
        {
            var reader = new Utf8JsonReader(JsonBody.Trim(body));
            using var document = JsonDocument.ParseValue(ref reader);
            var element = document.RootElement;
            var at = 1;
            for (var step = Step.Match(path, at); step.Success; step = Step.Match(path, at))
            {
                element = step.Groups["index"] is { Success: true, Value: var index }
                    ? element[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)]
                    : element.GetProperty(step.Groups["name"].Value);
                at += step.Length;
            }

            return at == path.Length ? element.GetRawText() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException
            or KeyNotFoundException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
