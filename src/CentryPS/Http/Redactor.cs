using System.Text.Json;
using System.Text.RegularExpressions;
using CentryPS.Models.Json;

namespace CentryPS.Http;

/// <summary>Takes secrets out of whatever text leaves the client.</summary>
internal sealed class Redactor
{
    private const string Mask = "***";
    private const int ShortestSecret = 4;
    private const int MostRetired = 64;

    // RFC 6749's names of what must stay secret, in JSON, in a query and in a header.
    private static readonly Regex Named = new(
        """(?<name>"(?:access_token|refresh_token|client_secret|code|code_verifier)"\s*:\s*")(?:[^"\\]|\\.)*|(?<name>\b(?:access_token|refresh_token|client_secret|code|code_verifier)=)[^&\s"]+|(?<name>\bBearer\s+)(?!realm=)[^\s",]+""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private readonly List<string> _live = [];
    private readonly Queue<string> _retired = new();

    /// <summary>Remembers a secret until it is retired.</summary>
    public void Add(string? secret)
    {
        lock (_live)
        {
            _live.AddRange(Forms(secret).Except(_live));
        }
    }

    /// <summary>
    /// A secret is no longer in use. It is still remembered for a while, since calls that carried it may yet tell of it.
    /// </summary>
    public void Retire(string? secret)
    {
        lock (_live)
        {
            foreach (var form in Forms(secret).Where(_live.Remove))
            {
                _retired.Enqueue(form);
            }

            while (_retired.Count > MostRetired)
            {
                _retired.Dequeue();
            }
        }
    }

    /// <summary>The text with every secret replaced by <c>***</c>.</summary>
    public string Clean(string text)
    {
        lock (_live)
        {
            foreach (var secret in _live.Concat(_retired))
            {
                text = text.Replace(secret, Mask);
            }
        }

        return Named.Replace(text, "${name}" + Mask);
    }

    /// <inheritdoc cref="Clean(string)"/>
    public Uri Clean(Uri uri)
    {
        var clean = Clean(uri.AbsoluteUri);
        return clean == uri.AbsoluteUri ? uri : new Uri(clean);
    }

    // As it is, as JSON writes it in both ways, and as a query does.
    private static IEnumerable<string> Forms(string? secret) => secret is null || secret.Length < ShortestSecret
        ? []
        : new[]
        {
            secret,
            JsonEncodedText.Encode(secret, JsonValues.WriterOptions.Encoder).ToString(),
            JsonEncodedText.Encode(secret).ToString(),
            Uri.EscapeDataString(secret),
        }.Distinct();
}
