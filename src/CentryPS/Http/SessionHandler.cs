namespace CentryPS.Http;

/// <summary>The HTTP handler of a session, which can be closed while calls are running.</summary>
/// <param name="create">Creates the handler that has the connections.</param>
internal sealed class SessionHandler(Func<HttpMessageHandler> create) : HttpMessageHandler
{
    private readonly object _lock = new();
    private HttpMessageInvoker? _inner;
    private int _requests;
    private bool _isClosing;

    /// <summary>
    /// Closes the connections, as soon as no request waits for its response. A running call that sends another request,
    /// for example a retry, opens a new connection.
    /// </summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosing = true;
            CloseIfIdle();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        HttpMessageInvoker inner;
        lock (_lock)
        {
            inner = _inner ??= new HttpMessageInvoker(create());
            _requests++;
        }

        try
        {
            return await inner.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _requests--;
                CloseIfIdle();
            }
        }
    }

    // A handler that is disposed closes the connections of responses that are still being read when they end.
    private void CloseIfIdle()
    {
        if (_isClosing && _requests == 0)
        {
            _inner?.Dispose();
            (_inner, _isClosing) = (null, false);
        }
    }
}
