namespace CentryPS.Http;

/// <summary>The HTTP handler of a session, which can be closed while calls are running.</summary>
/// <param name="create">Creates the handler that owns the connections.</param>
internal sealed class SessionHandler(Func<HttpMessageHandler> create) : HttpMessageHandler
{
    private readonly object _lock = new();
    private HttpMessageInvoker? _inner;
    private int _requests;
    private bool _isClosing;

    /// <summary>
    /// Closes the connections as soon as no request waits for its response. If a running call then sends another
    /// request, such as a retry, it opens a new connection.
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

    // If a response is still being read, a disposed handler closes its connection when the response ends.
    private void CloseIfIdle()
    {
        if (_isClosing && _requests == 0)
        {
            _inner?.Dispose();
            (_inner, _isClosing) = (null, false);
        }
    }
}
