using System.Text.Json;
using System.Text.RegularExpressions;
using CentryPS.Json;

namespace CentryPS.Http;

/// <summary>Takes secrets out of whatever text leaves the client.</summary>
internal sealed class Redactor
{
    private const string Mask = "***";
    private const int ShortestSecret = 4;
    private const int MostSecrets = 64;

    // RFC 6749's names of what must stay secret, in JSON, in a query and in a header.
    private static readonly Regex Named = new(
        """(?<name>"(?:access_token|refresh_token|client_secret|code)"\s*:\s*")(?:[^"\\]|\\.)*|(?<name>\b(?:access_token|refresh_token|client_secret|code)=)[^&\s"]+|(?<name>\bBearer\s+)(?!realm=)[^\s",]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private readonly List<string> _secrets = [];

    /// <summary>Remembers a secret, in each form that it takes on the wire.</summary>
    public void Add(string? secret)
    {
        if (secret is null || secret.Length < ShortestSecret)
        {
            return;
        }

        var quoted = JsonEncodedText.Encode(secret, JsonValues.WriterOptions.Encoder).ToString();
        lock (_secrets)
        {
            _secrets.RemoveAll(known => known == secret);
            _secrets.AddRange(new[] { secret, quoted, JsonEncodedText.Encode(secret).ToString(), Uri.EscapeDataString(secret) }
                .Distinct().Except(_secrets));
            _secrets.RemoveRange(0, Math.Max(0, _secrets.Count - MostSecrets));
        }
    }

    /// <summary>The text with every secret replaced by <c>***</c>.</summary>
    public string Clean(string text)
    {
        lock (_secrets)
        {
            foreach (var secret in _secrets)
            {
                text = text.Replace(secret, Mask);
            }
        }

        return Named.Replace(text, "${name}" + Mask);
    }

    /// <summary>As <see cref="Clean(string)"/>, for an address.</summary>
    public Uri Clean(Uri address)
    {
        var text = address.AbsoluteUri;
        var clean = Clean(text);
        return clean == text ? address : new Uri(clean);
    }
}
