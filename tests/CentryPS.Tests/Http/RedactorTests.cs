using System.Text.Encodings.Web;
using System.Text.Json;
using CentryPS.Http;

namespace CentryPS.Tests.Http;

/// <summary>Secrets are removed from text in every encoding, and forgotten some time after they are retired.</summary>
public sealed class RedactorTests
{
    private const string Secret = "ñandú \"7\"+/=<&>";

    private readonly Redactor _redactor = new();

    public static TheoryData<string> Forms =>
    [
        Secret,
        JsonEncodedText.Encode(Secret).ToString(),
        JsonEncodedText.Encode(Secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        Uri.EscapeDataString(Secret),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Redactor_removes_a_secret_in_every_encoding(string form)
    {
        _redactor.Add(Secret);

        Assert.Equal("x***y***z", _redactor.Clean($"x{form}y{form}z"));

        _redactor.Retire(Secret);
        Assert.Equal("x***y", _redactor.Clean($"x{form}y"));
    }

    [Fact]
    public void Redactor_remembers_a_current_secret_after_any_number_of_renewals()
    {
        _redactor.Add("the-secret-of-the-application");
        for (var i = 0; i < 1000; i++)
        {
            _redactor.Add($"token-number-{i}");
            _redactor.Retire($"token-number-{i - 1}");
        }

        Assert.Equal("*** ***", _redactor.Clean("the-secret-of-the-application token-number-999"));
    }

    [Fact]
    public void Redactor_forgets_a_retired_secret_after_a_while()
    {
        for (var i = 0; i < 100; i++)
        {
            _redactor.Add($"token-number-{i:000}");
            _redactor.Retire($"token-number-{i:000}");
        }

        Assert.Equal("*** ***", _redactor.Clean("token-number-036 token-number-099"));
        Assert.Equal("token-number-035", _redactor.Clean("token-number-035"));
    }

    [Fact]
    public void Redactor_retires_nothing_for_an_unknown_secret()
    {
        _redactor.Add("token-number-1");
        _redactor.Retire("token-number-2");

        Assert.Equal("*** token-number-2", _redactor.Clean("token-number-1 token-number-2"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    public void Redactor_ignores_secrets_that_are_too_short(string? secret)
    {
        _redactor.Add(secret);

        Assert.Equal("abc abcd", _redactor.Clean("abc abcd"));
    }

    [Fact]
    public void Redactor_removes_secrets_of_four_characters()
    {
        _redactor.Add("abcd");

        Assert.Equal("abc ***", _redactor.Clean("abc abcd"));
    }

    [Theory]
    [InlineData("""{"access_token":"a\"b","scope":"public"}""", """{"access_token":"***","scope":"public"}""")]
    [InlineData("""{ "Refresh_Token" : "a", "code":"b" }""", """{ "Refresh_Token" : "***", "code":"***" }""")]
    [InlineData("""{"client_secret":""}""", """{"client_secret":"***"}""")]
    [InlineData("/a?code=x&limit=1", "/a?code=***&limit=1")]
    [InlineData("/a?barcode=x&zip_code=y", "/a?barcode=x&zip_code=y")]
    [InlineData("Authorization: Bearer abc.def", "Authorization: Bearer ***")]
    [InlineData("""Bearer realm="Centry", error="invalid_token" """, """Bearer realm="Centry", error="invalid_token" """)]
    public void Redactor_removes_unknown_values_of_fields_that_hold_secrets(string text, string clean) =>
        Assert.Equal(clean, _redactor.Clean(text));

    [Fact]
    public void Redactor_removes_secrets_from_a_URI_and_leaves_other_URIs_unchanged()
    {
        _redactor.Add("token-number-1");
        var plain = new Uri("https://centry.example/a?limit=1");

        Assert.Same(plain, _redactor.Clean(plain));
        Assert.Equal("https://centry.example/***?x=***", _redactor.Clean(new Uri("https://centry.example/token-number-1?x=token-number-1")).AbsoluteUri);
    }
}
