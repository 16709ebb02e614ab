using System.Net;

namespace CentryPS.Http;

/// <summary>What a request has been through so far.</summary>
internal sealed class Call(CentryRequest request, long started)
{
    private const int MostRedirects = 5;

    private int _redirects;
    private bool _isRenewed;
    private bool _isAskedAgain;

    public CentryRequest Request { get; private set; } = request;

    /// <summary>When it began, as a timestamp of the clock.</summary>
    public long Started => started;

    /// <summary>How many attempts were made.</summary>
    public int Tries { get; private set; }

    /// <summary>Why the last attempt brought no answer.</summary>
    public AttemptException? Failure { get; private set; }

    /// <summary>Whether an attempt of a write may have been applied though no answer said so.</summary>
    public bool MayHaveActed { get; private set; }

    /// <summary>Whether the session's retries ran out.</summary>
    public bool IsOutOfBudget { get; set; }

    /// <summary>Whether the session has nothing to renew its token with.</summary>
    public bool IsNotRenewable { get; set; }

    public void Begin()
    {
        Tries++;
        Failure = null;
    }

    public void Fail(AttemptException failure)
    {
        Failure = failure;
        MayHaveActed |= !Request.IsRead && failure.Failure is not (AttemptFailure.NotSent or AttemptFailure.NotTrusted);
    }

    /// <summary>A DELETE whose repetition finds nothing has succeeded.</summary>
    public bool IsDeleted(HttpStatusCode status) =>
        Request.Method == HttpMethod.Delete && Tries > 1 && status is (HttpStatusCode.NotFound or HttpStatusCode.Gone);

    /// <summary>True once: a token is renewed at most once in a call.</summary>
    public bool MayRenew() => !_isRenewed && (_isRenewed = true);

    /// <summary>
    /// True once, for a change that can be repeated without harm: its answer could not be read, and that of a repetition
    /// tells what became of it.
    /// </summary>
    public bool MayAskAgain()
    {
        var may = !_isAskedAgain && Request.IsIdempotent && !Request.IsRead;
        _isAskedAgain = true;
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

        var target = new Uri(Request.Uri, location);
        if (!Request.IsRead || !IsSameOrigin(target) || ++_redirects > MostRedirects)
        {
            return false;
        }

        Request = Request with { Uri = target };
        return true;
    }

    private bool IsSameOrigin(Uri target) =>
        target.Scheme == Request.Uri.Scheme && target.Host == Request.Uri.Host && target.Port == Request.Uri.Port;
}
