using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using CentryPS.Notifications;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>Receives the response to an authorization request at a loopback redirect URI (RFC 8252, 7.3).</summary>
internal sealed class RedirectListener : IDisposable
{
    /// <summary>The time to authorize the application; a code of Doorkeeper is valid for ten minutes.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    // Browsers open connections in advance, and may send no request.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);

    private static readonly Regex WithoutPort = new(
        @"^http://(\[[^\]]*\]|[^/:?#]*)(:0*)?(?=[/?#]|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly TaskCompletionSource<string> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientListener _clients;
    private readonly string _path;
    private readonly TimeProvider _time;

    // In the language of the thread that creates the listener.
    private readonly string _authorizedPage = Page(Messages.RedirectAuthorized);
    private readonly string _refusedPage = Page(Messages.RedirectRefused);
    private readonly string _otherPage = Page(Messages.RedirectOther);

    /// <summary>Starts to listen, on this machine only.</summary>
    public RedirectListener(Uri redirect, TimeProvider time)
    {
        // With an IP address, a server accepts any port (RFC 8252, 7.3). With localhost, Doorkeeper compares the port.
        var isAnyPort = redirect.HostNameType != UriHostNameType.Dns && WithoutPort.IsMatch(redirect.OriginalString);
        (_time, _path) = (time, redirect.AbsolutePath);
        try
        {
            var address = ListenerAddress.OfHost(redirect.Host, isAnyPort ? 0 : redirect.Port, _path);
            _clients = new ClientListener(address, time);
        }
        catch (CentryException exception)
        {
            throw exception.Advising(Messages.RedirectPortAdvice);
        }

        RedirectUri = isAnyPort
            ? WithoutPort.Replace(redirect.OriginalString, FormattableString.Invariant($"http://$1:{Address.Port}"))
            : redirect.OriginalString;
    }

    public Uri Address => _clients.Uri;

    /// <summary>The redirect URI to send: as the user wrote it, with the port if it has none.</summary>
    public string RedirectUri { get; }

    /// <summary>Parses a redirect URI. Returns null if no program on this machine can receive its response.</summary>
    public static Uri? Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri))
        {
            throw CentryException.Invalid(Messages.InvalidRedirectUri);
        }

        return uri.Scheme != Uri.UriSchemeHttp || !uri.IsLoopback ? null
            : uri.UserInfo.Length > 0 || uri.Fragment.Length > 0
            ? throw CentryException.Invalid(Messages.InvalidRedirectUri)
            : uri is { HostNameType: UriHostNameType.Dns, Port: 0 }
            ? throw CentryException.Invalid(Messages.RedirectUriWithoutPort, uri.Host)
            : uri;
    }

    /// <summary>Waits for the response to a request, and returns its query.</summary>
    public async Task<string> WaitAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        _ = _clients.AcceptAsync(client => _ = Task.Run(() => ServeAsync(client, request)), int.MaxValue);
        try
        {
            return await _response.Task.WaitAsync(Timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var message = Messages.AuthorizationLate.With(Timeout.TotalMinutes);
            throw new CentryException(CentryErrorCode.Timeout, message, Messages.AuthorizationLateAdvice);
        }
    }

    public void Dispose() => _clients.Dispose();

    private static string Page(string text) =>
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        + $"<title>CentryPS</title><p>{WebUtility.HtmlEncode(text)}</p>";

    // Sends the page before the command continues. The response is used even if the browser has closed the connection.
    private async Task ServeAsync(TcpClient client, AuthorizationRequest request)
    {
        using var timeout = _time.CreateCancellationTokenSource(RequestTimeout);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _clients.Ending);
        using var closing = end.Token.Register(client.Dispose);
        using var closed = client;
        string? query = null;
        try
        {
            var reader = new RequestReader(client.GetStream());
            if (await reader.WaitAsync().ConfigureAwait(false))
            {
                query = await ReadAsync(reader, request).ConfigureAwait(false);
                var (status, page) = query is null ? (HttpStatusCode.BadRequest, _otherPage)
                    : (HttpStatusCode.OK, AuthorizationRequest.IsError(query) ? _refusedPage : _authorizedPage);
                var bytes = HttpResponse.Page(status, _time.GetUtcNow(), page);
                await client.Client.SendAsync(new ArraySegment<byte>(bytes), SocketFlags.None).ConfigureAwait(false);
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception exception) when (ClientListener.IsDisconnect(exception))
        {
            // The client closed the connection, or the timeout did.
        }

        _ = query is not null && _response.TrySetResult(query);
    }

    // Returns the query of the response; null for any other request, such as that for an icon.
    private async Task<string?> ReadAsync(RequestReader reader, AuthorizationRequest request)
    {
        try
        {
            var head = await reader.ReadHeadAsync().ConfigureAwait(false);
            var query = head.Target.Substring(Math.Max(head.Target.IndexOf('?'), 0));
            return head.Method == "GET" && head.Path == _path && request.IsAnsweredBy(query) ? query : null;
        }
        catch (RequestException)
        {
            return null;
        }
    }
}
