using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CentryPS.Tests.Support;

/// <summary>
/// A server that rotates tokens as Doorkeeper does: the first use of a new access token revokes the previous access
/// and refresh tokens. The initial token is <c>refresh-0</c>. Orders have the number of issued tokens as
/// <c>number_origin</c>.
/// </summary>
internal sealed partial class RotatingServer : IDisposable
{
    private readonly object _lock = new();
    private readonly RawServer _server;
    private int _issued;
    private int _used;
    private readonly Dictionary<int, long> _issuedAt = [];

    public RotatingServer() => _server = new RawServer(async (request, stream, stop) =>
    {
        var answer = request.StartsWith("POST /oauth/token ", StringComparison.Ordinal) ? Renew(request) : Serve(request);
        await Before(request);
        await stream.WriteAsync(answer, stop);
    });

    public Uri BaseUri => _server.BaseUri;

    /// <summary>The task that each response waits for.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>The refresh tokens received, in order.</summary>
    public string[] RefreshTokens => [.. _server.Heads.Select(head => Refresh().Match(head)).Where(match => match.Success).Select(match => match.Value)];

    /// <summary>The lifetime of access tokens in seconds.</summary>
    public int Lifetime { get; init; } = 7200;

    /// <summary>True to refuse all access tokens.</summary>
    public bool RefusesAll { get; set; }

    /// <summary>The number of refused access tokens.</summary>
    public int Refusals { get; private set; }

    /// <summary>Revokes all current tokens, as Centry does when a user revokes the application.</summary>
    public void Revoke() => _used = ++_issued;

    public void Dispose() => _server.Dispose();

    private byte[] Renew(string request)
    {
        lock (_lock)
        {
            var number = int.Parse(Refresh().Match(request).Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture);
            if (number < _used || number > _issued)
            {
                return RawServer.Json("""{"error":"invalid_grant","error_description":"revoked"}""", "400 Bad Request");
            }

            _issuedAt[++_issued] = Stopwatch.GetTimestamp();
            return RawServer.Json($$"""{"access_token":"access-{{_issued}}","refresh_token":"refresh-{{_issued}}","expires_in":{{Lifetime}},"scope":"read_orders"}""");
        }
    }

    private byte[] Serve(string request)
    {
        lock (_lock)
        {
            var number = int.Parse(Access().Match(request).Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture);
            if (RefusesAll || number < _used || (_issuedAt.TryGetValue(number, out var issued) && Stopwatch.GetElapsedTime(issued).TotalSeconds > Lifetime))
            {
                Refusals++;
                return RawServer.Json(string.Empty, "401 Unauthorized");
            }

            _used = number;
            return RawServer.Json($$"""{"_id":"59c2bd4aa8d1d10b0c9c3f11","number_origin":"{{_issued}}"}""");
        }
    }

    [GeneratedRegex(@"\brefresh-(?<number>\d+)")]
    private static partial Regex Refresh();

    [GeneratedRegex(@"\baccess-(?<number>\d+)")]
    private static partial Regex Access();
}
