using System.Text.Json;

namespace CentryPS.Tests.Commands;

/// <summary>A value of any type is sent, left out or refused, depending on the kind of its attribute.</summary>
public sealed class ReaderTableTests : SandboxTest
{
    private const string Left = "left";
    private const string Refused = "refused";

    // The kinds, each with a command that sets a value. Rows also set buyer_dni, so that there is always a change to
    // send.
    private static readonly (string Kind, string Attribute, string Script)[] Kinds =
    [
        ("text", "buyer_phone", "@{ _id = $id; buyer_dni = 'x'; buyer_phone = VALUE } | Set-CentryOrder"),
        ("closed set", "_status", "@{ _id = $id; buyer_dni = 'x'; _status = VALUE } | Set-CentryOrder"),
        ("amount", "total_amount", "@{ _id = $id; buyer_dni = 'x'; total_amount = VALUE } | Set-CentryOrder"),
        ("date", "buyer_birthdate", "@{ _id = $id; buyer_dni = 'x'; buyer_birthdate = VALUE } | Set-CentryOrder"),
        ("date and time", "shipped_date", "@{ _id = $id; buyer_dni = 'x'; shipped_date = VALUE } | Set-CentryOrder"),
        ("flag", "billable", "@{ _id = $id; buyer_dni = 'x'; billable = VALUE } | Set-CentryOrder"),
        ("address", "address_shipping", "@{ _id = $id; buyer_dni = 'x'; address_shipping = VALUE } | Set-CentryOrder"),
        ("whole number", "items", "Set-CentryOrder $id -Property @{ items = @(@{ quantity = VALUE }) }"),
        ("items", "items", "Set-CentryOrder $id -Property @{ items = VALUE }"),
        ("JSON", "nota", "Set-CentryOrder $id -Property @{ nota = VALUE }"),
    ];

    // A value and its outcome for each kind, in the order above. "." repeats the previous outcome.
    private static readonly string[] Outcomes =
    [
        "$null | left . . . . . . | [{\"quantity\":null}] | null | null",
        "[Management.Automation.Internal.AutomationNull]::Value | left . . . . . . | refused | refused | refused",
        "[DBNull]::Value | left . . . . . . | refused | refused | refused",
        "'' | left . . . . . . | [{\"quantity\":\"\"}] | refused | \"\"",
        "'  ' | left . . . . . . | refused | refused | \"  \"",
        "[string][char]0xA0 | left . . . . . . | refused | refused | \"\\u00A0\"",
        "@() | left . . . . . . | refused | [] | []",
        "@('') | left . . . . . . | refused | refused | [\"\"]",
        "@{} | left . . . . . . | refused | refused | {}",
        "[pscustomobject]@{ a = 1 } | refused . . . . . . | refused | [{\"a\":1}] | {\"a\":1}",
        "[Text.Json.JsonDocument]::Parse('{\"a\":1}').RootElement | refused . . . . . . | refused | [{\"a\":1}] | {\"a\":1}",
        "[double]::NaN | refused . . . . . . | refused | refused | refused",
        "1e20 | refused | refused | 100000000000000000000 | refused . . . | refused | refused | 1E+20",
        "[float] 1.5 | refused | refused | 1.5 | refused . . . | refused | refused | 1.5",
        "[float] 12345678 | \"12345678\" | refused | 12345678 | refused . . . | [{\"quantity\":12345678}] | refused | 12345678",
        "12.50d | refused | refused | 12.50 | refused . . . | refused | refused | 12.50",
        "[datetime]::MinValue | refused . . . . . . | refused | refused | refused",
        "[datetime]::SpecifyKind([datetime]::MaxValue, 'Local') | refused . . . . . . | refused | refused | refused",
        "[datetime]::SpecifyKind([datetime]::MinValue, 'Utc') | refused . . . . . . | refused | refused | refused",
        "[datetime] '2026-03-31' | refused | refused | refused | \"2026-03-31\" | \"2026-03-31\" | refused . | refused | refused | \"2026-03-31\"",
        "[datetimeoffset] '2026-03-31T17:30:00-03:00' | refused | refused | refused | \"2026-03-31\" | \"2026-03-31T17:30:00-03:00\" | refused . | refused | refused | \"2026-03-31T17:30:00-03:00\"",
        "[DateOnly]::new(2026, 3, 31) | refused | refused | refused | \"2026-03-31\" | \"2026-03-31\" | refused . | refused | refused | \"2026-03-31\"",
        "[guid] 'b9b2c1f2-5a56-4c27-a1f6-2f4e6a9f3c11' | \"b9b2c1f2-5a56-4c27-a1f6-2f4e6a9f3c11\" | refused . . . . . | refused | refused | \"b9b2c1f2-5a56-4c27-a1f6-2f4e6a9f3c11\"",
        "[uri] 'https://x.cl/%C3%B1' | \"https://x.cl/%C3%B1\" | refused . . . . . | refused | refused | \"https://x.cl/%C3%B1\"",
        "[char] 'x' | \"x\" | refused . . . . . | refused | refused | \"x\"",
        "[DayOfWeek]::Monday | \"Monday\" | refused . . . . . | refused | refused | \"Monday\"",
        "[Net.NetworkCredential]::new('', 'secreto').SecurePassword | refused . . . . . . | refused | refused | refused",
    ];

    [Fact]
    public void Value_is_sent_ignored_or_refused_depending_on_the_kind_of_its_attribute()
    {
        Shell.Set("id", (string)Centry.Orders.All()[0]["_id"]!);
        foreach (var line in Outcomes)
        {
            var (value, expected) = Read(line);
            Assert.Equal(Kinds.Length, expected.Length);
            foreach (var ((kind, attribute, script), outcome) in Kinds.Zip(expected))
            {
                Assert.Equal((kind, value, outcome), (kind, value, Outcome(attribute, script.Replace("VALUE", value.StartsWith('@') ? value : $"({value})"))));
            }
        }
    }

    private static (string Value, string[] Outcomes) Read(string line)
    {
        var parts = line.Split(" | ");
        var outcomes = new List<string>();
        foreach (var part in parts.Skip(1))
        {
            var words = part.StartsWith(Left, StringComparison.Ordinal) || part.StartsWith(Refused, StringComparison.Ordinal) ? part.Split(' ') : [part];
            outcomes.AddRange(words.Select(word => word == "." ? words[0] : word));
        }

        return (parts[0], [.. outcomes]);
    }

    private string Outcome(string attribute, string script)
    {
        Centry.ClearRequests();
        Shell.Run("$null = " + script);
        if (Shell.Errors.Count > 0)
        {
            Assert.StartsWith("InvalidRequest,", Shell.Error.FullyQualifiedErrorId);
            Assert.Empty(Centry.Requests);
            Assert.DoesNotContain("secreto", Shell.Error.ToString());
            return Refused;
        }

        // Returns the characters that were sent: a parsed number would not preserve 12.50 and 1E+20.
        using var body = JsonDocument.Parse(Sent("PUT").Body);
        return body.RootElement.TryGetProperty(attribute, out var sent) ? sent.GetRawText() : Left;
    }
}
