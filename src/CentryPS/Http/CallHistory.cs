using System.Net;

namespace CentryPS.Http;

/// <summary>What a call has been through so far.</summary>
internal sealed class CallHistory(CentryRequest request, Uri uri)
{
    private const int MostRedirects = 5;

    private int _redirects;
    private bool _isAskedAgain;

    public CentryRequest Request => request;

    /// <summary>Where the next attempt goes.</summary>
    public Uri Uri { get; private set; } = uri;

    /// <summary>How many attempts were made.</summary>
    public int Tries { get; private set; }

    /// <summary>Why the last attempt brought no answer.</summary>
    public AttemptException? Failure { get; private set; }

    /// <summary>Whether an attempt of a write was lost: it may have been applied though no answer said so.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether an attempt of a write may have been applied: it was lost, or the server failed at it.</summary>
    public bool MayHaveActed { get; private set; }

    /// <summary>For how long the server wants no calls, where that is longer than a call may take.</summary>
    public TimeSpan? Forbidden { get; set; }

    /// <summary>Whether the session's retries ran out.</summary>
    public bool IsOutOfBudget { get; set; }

    public void Begin()
    {
        Tries++;
        Failure = null;
    }

    public void Fail(AttemptException failure)
    {
        Failure = failure;
        IsLost |= !request.IsRead && failure.Failure is not (AttemptFailure.NotSent or AttemptFailure.NotTrusted or AttemptFailure.ProxyAuthentication);
        MayHaveActed |= IsLost;
    }

    /// <summary>Takes note of an answer that is not a success.</summary>
    public void Refuse(HttpStatusCode status) =>
        MayHaveActed |= !request.IsRead && (int)status is 408 or 500 or 502 or 504;

    /// <summary>A DELETE that may have been applied and now finds nothing has succeeded.</summary>
    public bool IsDeleted(HttpStatusCode status) =>
        request.Method == HttpMethod.Delete && MayHaveActed && status is HttpStatusCode.NotFound or HttpStatusCode.Gone;

    /// <summary>
    /// True once, for a change that can be repeated without harm: its answer could not be read, and that of a repetition
    /// tells what became of it.
    /// </summary>
    public bool MayAskAgain()
    {
        var may = !_isAskedAgain && request.IsIdempotent && !request.IsRead;
        _isAskedAgain = true;
        IsLost |= may;
        MayHaveActed |= may;
        return may;
    }

    /// <summary>Follows a redirect of a read to the same origin, a few times; nothing else, so that no secret goes elsewhere.</summary>
    public bool TryFollow(CentryResponse? response)
    {
        if (response is null || (int)response.Status is < 300 or > 399 || response.Headers.Location is not { } location)
        {
            return false;
        }

        var target = new Uri(Uri, location);
        if (!request.IsRead || !IsSameOrigin(target) || ++_redirects > MostRedirects)
        {
            return false;
        }

        Uri = target;
        return true;
    }

    private bool IsSameOrigin(Uri target) =>
        target.Scheme == Uri.Scheme && target.Host == Uri.Host && target.Port == Uri.Port;
}
