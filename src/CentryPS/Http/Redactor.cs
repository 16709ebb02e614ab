using System.Text.Json;
using System.Text.RegularExpressions;
using CentryPS.Models.Json;

namespace CentryPS.Http;

/// <summary>Removes secrets from the text of messages and logs.</summary>
internal sealed class Redactor
{
    private const string Mask = "***";
    private const int MinSecretLength = 4;
    private const int MaxRetired = 64;

    // RFC 6749.
    private const string SecretNames = "access_token|refresh_token|client_secret|code|code_verifier";

    // In JSON, in a query and in a header.
    private static readonly Regex NamedSecret = new(
        $"""(?<name>"(?:{SecretNames})"\s*:\s*")(?:[^"\\]|\\.)*"""
            + $"""|(?<name>\b(?:{SecretNames})=)[^&\s"]+"""
            + """|(?<name>\bBearer\s+)(?!realm=)[^\s",]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private readonly List<string> _live = [];
    private readonly Queue<string> _retired = new();

    public void Add(string? secret)
    {
        lock (_live)
        {
            _live.AddRange(Forms(secret).Except(_live));
        }
    }

    /// <summary>Retires a secret. It is still removed for some time, since running calls may use it.</summary>
    public void Retire(string? secret)
    {
        lock (_live)
        {
            foreach (var form in Forms(secret).Where(_live.Remove))
            {
                _retired.Enqueue(form);
            }

            while (_retired.Count > MaxRetired)
            {
                _retired.Dequeue();
            }
        }
    }

    /// <summary>Replaces every secret with <c>***</c>.</summary>
    public string Clean(string text)
    {
        lock (_live)
        {
            foreach (var secret in _live.Concat(_retired))
            {
                text = text.Replace(secret, Mask);
            }
        }

        return NamedSecret.Replace(text, "${name}" + Mask);
    }

    /// <inheritdoc cref="Clean(string)"/>
    public Uri Clean(Uri uri)
    {
        var clean = Clean(uri.AbsoluteUri);
        return clean == uri.AbsoluteUri ? uri : new Uri(clean);
    }

    // The secret itself, as JSON in both encodings, and escaped for a query.
    private static IEnumerable<string> Forms(string? secret) => secret is null || secret.Length < MinSecretLength
        ? []
        : new[]
        {
            secret,
            JsonEncodedText.Encode(secret, JsonValues.WriterOptions.Encoder).ToString(),
            JsonEncodedText.Encode(secret).ToString(),
            Uri.EscapeDataString(secret),
        }.Distinct();
}
