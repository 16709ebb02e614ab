namespace CentryPS.Http;

/// <summary>The Centry that is called: its base URI, checked, and the URIs below it.</summary>
internal sealed class ServerUri
{
    private readonly Uri _root;

    /// <exception cref="CentryException">The base would send secrets in the clear, or is not a base at all.</exception>
    public ServerUri(Uri baseUri)
    {
        if (!baseUri.IsAbsoluteUri || baseUri.UserInfo.Length > 0 || baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0)
        {
            // What is before an @ may be a password.
            throw CentryException.Invalid(Messages.InvalidBaseUri, baseUri.OriginalString.Split('@').Last());
        }

        if (baseUri.Scheme != Uri.UriSchemeHttps && !(baseUri.Scheme == Uri.UriSchemeHttp && baseUri.IsLoopback))
        {
            throw new CentryException(CentryErrorCode.InsecureUri, Messages.InsecureUri.With(baseUri.OriginalString));
        }

        Base = baseUri;
        _root = new Uri(baseUri.AbsoluteUri.TrimEnd('/') + '/');
    }

    /// <summary>The base as the user gave it.</summary>
    public Uri Base { get; }

    /// <summary>Whether nobody on the way can read what is sent; without it, the server is on this machine.</summary>
    public bool IsEncrypted => Base.Scheme == Uri.UriSchemeHttps;

    /// <summary>The URI of a path and query below the base.</summary>
    public Uri Resolve(string path) => new(_root, path);
}
