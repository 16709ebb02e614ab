namespace CentryPS.Http;

/// <summary>The checked base URI of Centry, and the URIs below it.</summary>
internal sealed class ServerUri
{
    private readonly Uri _root;

    /// <summary>Checks a base URI.</summary>
    /// <exception cref="CentryException">It is not a base URI, or would send secrets unencrypted.</exception>
    public ServerUri(Uri baseUri)
    {
        if (!baseUri.IsAbsoluteUri || baseUri.UserInfo.Length + baseUri.Query.Length + baseUri.Fragment.Length > 0)
        {
            // The part before an @ may be a password.
            throw CentryException.Invalid(Messages.InvalidBaseUri, baseUri.OriginalString.Split('@').Last());
        }

        if (baseUri.Scheme != Uri.UriSchemeHttps && !(baseUri.Scheme == Uri.UriSchemeHttp && baseUri.IsLoopback))
        {
            throw new CentryException(CentryErrorCode.InsecureUri, Messages.InsecureUri.With(baseUri.OriginalString));
        }

        Base = baseUri;
        _root = new Uri(baseUri.AbsoluteUri.TrimEnd('/') + '/');
    }

    /// <summary>The base URI as the user specified it.</summary>
    public Uri Base { get; }

    /// <summary>True if requests are encrypted; otherwise, the server is on this machine.</summary>
    public bool IsEncrypted => Base.Scheme == Uri.UriSchemeHttps;

    /// <summary>Returns the URI of a path and query below the base URI.</summary>
    public Uri Resolve(string path) => new(_root, path);
}
