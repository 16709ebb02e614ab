using System.Net;

namespace CentryPS.Http;

/// <summary>The attempts of a call so far.</summary>
internal sealed class CallHistory(CentryRequest request, Uri uri)
{
    private const int MaxRedirects = 5;

    private int _redirects;
    private bool _isRepeated;
    private bool _hasServerFailed;

    public CentryRequest Request => request;

    /// <summary>The URI of the next attempt.</summary>
    public Uri Uri { get; private set; } = uri;

    public int Tries { get; private set; }

    /// <summary>The failure of the last attempt; null if it has a response.</summary>
    public AttemptException? Failure { get; private set; }

    /// <summary>True if the response to a write was lost: the write may have been applied.</summary>
    public bool IsLost { get; private set; }

    /// <summary>True if a write may have been applied: its response was lost, or it is a server error.</summary>
    public bool MayHaveActed => IsLost || _hasServerFailed;

    public void Begin()
    {
        Tries++;
        Failure = null;
    }

    public void Fail(AttemptException failure)
    {
        Failure = failure;
        IsLost |= !request.IsRead
            && failure.Failure is not
                (AttemptFailure.NotSent or AttemptFailure.NotTrusted or AttemptFailure.ProxyAuthentication);
    }

    /// <summary>Records a response that is not a success.</summary>
    public void Refuse(HttpStatusCode status) =>
        _hasServerFailed |= !request.IsRead && (int)status is 408 or 500 or 502 or 504;

    /// <summary>Returns true if a DELETE finds no object because an earlier attempt deleted it.</summary>
    public bool IsDeleted(HttpStatusCode status) =>
        request.Method == HttpMethod.Delete && MayHaveActed && status is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    /// <summary>
    /// Returns true once for an idempotent write whose response could not be read: the response to a second request
    /// shows the outcome.
    /// </summary>
    public bool MayRepeat()
    {
        var may = !_isRepeated && request.IsIdempotent && !request.IsRead;
        _isRepeated = true;
        IsLost |= may;
        return may;
    }

    /// <summary>
    /// Follows a redirect of a read to the same origin, up to a limit. Other redirects are not followed, so that no
    /// secret is sent to another server.
    /// </summary>
    public bool TryFollow(CentryResponse? response)
    {
        if (response is null || (int)response.Status is < 300 or > 399 || response.Headers.Location is not { } location)
        {
            return false;
        }

        var target = new Uri(Uri, location);
        if (!request.IsRead || !IsSameOrigin(target) || ++_redirects > MaxRedirects)
        {
            return false;
        }

        Uri = target;
        return true;
    }

    private bool IsSameOrigin(Uri target) =>
        target.Scheme == Uri.Scheme && target.Host == Uri.Host && target.Port == Uri.Port;
}
