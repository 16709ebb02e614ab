#if !NETFRAMEWORK
using System.Net;

namespace CentryPS.Http;

/// <summary>
/// The proxy of the system with the credential of the user. HttpClient would prefer the user name and password in
/// <c>HTTPS_PROXY</c> to its default credential.
/// </summary>
internal sealed class SystemProxy(ICredentials credential) : IWebProxy
{
    public ICredentials? Credentials { get; set; } = credential;

    public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => HttpClient.DefaultProxy.IsBypassed(host);
}
#endif
