using System.Net;
using System.Net.Sockets;
using CentryPS.Notifications;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>Receives the response to an authorization request at a loopback redirect URI (RFC 8252, 7.3), in place of the person who would paste it.</summary>
internal sealed class RedirectListener : IDisposable
{
    /// <summary>How long a person has; a code of Doorkeeper is good for ten minutes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Browsers open connections ahead of time, and may leave them without a request.
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource<string> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly string _path;
    private readonly TimeProvider _time;

    // In the language of the thread that starts it.
    private readonly (string Authorized, string Refused, string Other) _pages = (Page(Messages.RedirectAuthorized), Page(Messages.RedirectRefused), Page(Messages.RedirectOther));

    /// <summary>Begins to listen, on this machine alone.</summary>
    /// <exception cref="CentryException">It cannot listen there.</exception>
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

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Waits for the response to a request, and gives its query.</summary>
    /// <exception cref="CentryException">None comes in time.</exception>
    public async Task<string> WaitAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var listener in _listeners)
        {
            _ = Task.Run(() => AcceptAsync(listener, request), CancellationToken.None);
        }

        var limit = _time.Delay(Patience, end.Token);
        var first = await Task.WhenAny(_response.Task, limit).ConfigureAwait(false);
        end.Cancel();
        cancellationToken.ThrowIfCancellationRequested();
        return first == limit
            ? throw new CentryException(CentryErrorCode.Timeout, Messages.AuthorizationLate.With(Patience.TotalMinutes)) { Advice = Messages.AuthorizationLateAdvice }
            : await _response.Task.ConfigureAwait(false);
    }

    /// <summary>Ends listening.</summary>
    public void Dispose()
    {
        _end.Cancel();
        foreach (var listener in _listeners)
        {
            listener.Stop();
        }
    }

    private static Task SendAsync(NetworkStream stream, byte[] bytes) => stream.WriteAsync(bytes, 0, bytes.Length);

    private static string Page(string text) =>
        $"<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>CentryPS</title><p>{WebUtility.HtmlEncode(text)}</p>";

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
                await _time.Delay(Pause, _end.Token).ConfigureAwait(false); // the client went, or handles are short
            }
        }
    }

    private async Task ServeAsync(TcpClient client, AuthorizationRequest request)
    {
        using var end = _end.Token.Register(client.Dispose);
        using var limit = _time.CreateTimer(_ => client.Dispose(), state: null, RequestLimit, Timeout.InfiniteTimeSpan);
        using (client)
        {
            try
            {
                var reader = new RequestReader(client.GetStream());
                if (await reader.WaitAsync().ConfigureAwait(false))
                {
                    await AnswerAsync(client, await ReadAsync(reader, request).ConfigureAwait(false)).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
            {
                // The client went, or was disconnected.
            }
        }
    }

    // The query of the response; null for any other request, such as that for an icon.
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

    // The person sees the page before the command goes on; the response counts even if the browser has gone.
    private async Task AnswerAsync(TcpClient client, string? query)
    {
        try
        {
            var (status, page) = query is null ? (HttpStatusCode.BadRequest, _pages.Other)
                : (HttpStatusCode.OK, AuthorizationRequest.IsError(query) ? _pages.Refused : _pages.Authorized);
            var bytes = HttpResponse.Page(status, _time.GetUtcNow(), page);
            await SendAsync(client.GetStream(), bytes).ConfigureAwait(false);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            _ = query is not null && _response.TrySetResult(query);
        }
    }
}
