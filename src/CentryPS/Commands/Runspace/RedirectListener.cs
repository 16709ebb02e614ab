using System.Net;
using System.Net.Sockets;
using CentryPS.Notifications;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>Receives the response to an authorization request at a loopback redirect URI (RFC 8252, 7.3).</summary>
internal sealed class RedirectListener : IDisposable
{
    /// <summary>The time that the user has; a code of Doorkeeper is valid for ten minutes.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    // Browsers open connections in advance, and may send no request.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AcceptDelay = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource<string> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly string _path;
    private readonly TimeProvider _time;

    // In the language of the thread that creates the listener.
    private readonly string _authorizedPage = Page(Messages.RedirectAuthorized);
    private readonly string _refusedPage = Page(Messages.RedirectRefused);
    private readonly string _otherPage = Page(Messages.RedirectOther);

    /// <summary>Starts to listen, on this machine only.</summary>
    /// <exception cref="CentryException">It cannot listen at the redirect URI.</exception>
    public RedirectListener(LoopbackRedirect redirect, TimeProvider time)
    {
        try
        {
            _time = time;
            _listeners = ListenerAddress.OfHost(redirect.Host, redirect.Port, redirect.Path).Start(out var address);
            (Address, _path) = (address, redirect.Path);
        }
        catch (CentryException exception)
        {
            throw exception.Advising(Messages.RedirectPortAdvice);
        }
    }

    /// <summary>The address of the listener.</summary>
    public Uri Address { get; }

    /// <summary>Waits for the response to a request, and returns its query.</summary>
    /// <exception cref="CentryException">There is no response in time.</exception>
    public async Task<string> WaitAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var listener in _listeners)
        {
            _ = Task.Run(() => AcceptAsync(listener, request), CancellationToken.None);
        }

        var timeout = _time.Delay(Timeout, end.Token);
        var first = await Task.WhenAny(_response.Task, timeout).ConfigureAwait(false);
        end.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return first != timeout ? await _response.Task.ConfigureAwait(false)
            : throw new CentryException(CentryErrorCode.Timeout, Messages.AuthorizationLate.With(Timeout.TotalMinutes))
            {
                Advice = Messages.AuthorizationLateAdvice,
            };
    }

    public void Dispose()
    {
        _end.Cancel();
        foreach (var listener in _listeners)
        {
            listener.Stop();
        }
    }

    private static string Page(string text) =>
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        + $"<title>CentryPS</title><p>{WebUtility.HtmlEncode(text)}</p>";

    private static Task WriteAsync(NetworkStream stream, byte[] bytes) => stream.WriteAsync(bytes, 0, bytes.Length);

    private async Task AcceptAsync(TcpListener listener, AuthorizationRequest request)
    {
        while (true)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync().ConfigureAwait(false);
                _ = Task.Run(() => ServeAsync(client, request), CancellationToken.None);
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException)
            {
                // The client closed the connection, or the process has too many open handles.
                await _time.Delay(AcceptDelay, _end.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(TcpClient client, AuthorizationRequest request)
    {
        using var end = _end.Token.Register(client.Dispose);
        using var timeout = _time.CreateTimer(
            _ => client.Dispose(),
            state: null,
            RequestTimeout,
            System.Threading.Timeout.InfiniteTimeSpan);
        using (client)
        {
            try
            {
                var reader = new RequestReader(client.GetStream());
                if (await reader.WaitAsync().ConfigureAwait(false))
                {
                    var query = await ReadAsync(reader, request).ConfigureAwait(false);
                    await AnswerAsync(client, query).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException
                or InvalidOperationException or SocketException)
            {
                // The client closed the connection, or the timeout did.
            }
        }
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

    // Sends the page before the command continues. The response is used even if the browser has closed the connection.
    private async Task AnswerAsync(TcpClient client, string? query)
    {
        try
        {
            var (status, page) = query is null ? (HttpStatusCode.BadRequest, _otherPage)
                : (HttpStatusCode.OK, AuthorizationRequest.IsError(query) ? _refusedPage : _authorizedPage);
            var bytes = HttpResponse.Page(status, _time.GetUtcNow(), page);
            await WriteAsync(client.GetStream(), bytes).ConfigureAwait(false);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            _ = query is not null && _response.TrySetResult(query);
        }
    }
}
