using System.Net;
using System.Net.Sockets;

namespace CentryPS.Notifications;

/// <summary>
/// An address to listen at: a prefix as HttpListener accepts it, such as <c>http://+:8080/centry/</c>, and the only
/// path to serve; null for all paths below the prefix.
/// </summary>
internal sealed class ListenerAddress(string prefix, string? path, bool isAnyPort = false)
{
    private const int MaximumAttempts = 10; // a port that is free in IPv4 may be in use in IPv6

    /// <summary>Port 0 means any free port.</summary>
    public static ListenerAddress OfHost(string host, int port, string? path) =>
        new($"http://{host}:{port}/", path, isAnyPort: port == 0);

    /// <summary>True if only one path is served, without those below it.</summary>
    public bool IsExact => path is not null;

    /// <exception cref="CentryException">The address cannot be used.</exception>
    public IReadOnlyList<TcpListener> Start(out Uri target)
    {
        try
        {
            var root = Root();
            target = path is null ? root : new Uri(root, '/' + path.TrimStart('/'));
            if (!target.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.Ordinal)
                || target.AbsoluteUri != target.GetLeftPart(UriPartial.Path))
            {
                throw new ArgumentException(Messages.PathOutsidePrefix.With(path));
            }

            var listeners = Start(Addresses(root), root.Port);
            target = new UriBuilder(target) { Port = PortOf(listeners[0]) }.Uri;
            return listeners;
        }
        catch (Exception exception) when (exception is ArgumentException or SocketException)
        {
            throw Failure(prefix, exception, FrameworkCompatibility.IsWindows);
        }
    }

    /// <summary>Returns the error for an unusable prefix. On Windows, AccessDenied means a reserved port.</summary>
    public static CentryException Failure(string prefix, Exception exception, bool isWindows)
    {
        var (code, message, advice) = (exception as SocketException)?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                (CentryErrorCode.ConnectionFailed, Messages.PortTaken.With(prefix), Messages.PortTakenAdvice),
            SocketError.AccessDenied when isWindows =>
                (CentryErrorCode.ConnectionFailed, Messages.PortReserved.With(prefix), Messages.PortReservedAdvice),
            SocketError.AccessDenied =>
                (CentryErrorCode.PermissionDenied, Messages.ListenNoRights.With(prefix), Messages.ListenNoRightsAdvice),
            SocketError.AddressNotAvailable or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                InvalidPrefix(Messages.PrefixElsewhere),
            null => InvalidPrefix(exception.Message),
            _ => (
                CentryErrorCode.ConnectionFailed,
                Messages.CannotListen.With(prefix, exception.Message),
                Messages.CannotListenAdvice),
        };
        return new CentryException(code, message, exception) { Advice = advice, IsFinal = true };

        (CentryErrorCode, string, string) InvalidPrefix(string reason) => (
            CentryErrorCode.InvalidRequest,
            Messages.InvalidPrefix.With(prefix, reason),
            Messages.InvalidPrefixAdvice);
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private Uri Root()
    {
        var reachable = prefix.Replace("://+", "://localhost").Replace("://*", "://localhost");
        if (!Uri.TryCreate(reachable, UriKind.Absolute, out var root)
            || (root.Port is 0 or -1 && !isAnyPort)
            || prefix.LastIndexOf('/') != prefix.Length - 1)
        {
            throw new ArgumentException(Messages.PrefixNotAUri);
        }

        return root.Scheme != Uri.UriSchemeHttp ? throw new ArgumentException(Messages.PrefixNotHttp)
            : root.DnsSafeHost is "0.0.0.0" or "::" ? throw new ArgumentException(Messages.PrefixAll)
            : root;
    }

    private IPAddress[] Addresses(Uri root) =>
        prefix.Contains("://+") || prefix.Contains("://*") ? [IPAddress.Any, IPAddress.IPv6Any]
        : root.IsLoopback && root.HostNameType == UriHostNameType.Dns ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : Dns.GetHostAddresses(root.DnsSafeHost);

    private static List<TcpListener> Start(IPAddress[] addresses, int port, int attempts = MaximumAttempts)
    {
        var listeners = new List<TcpListener>();
        try
        {
            foreach (var address in addresses)
            {
                Start(listeners, new IPEndPoint(address, listeners.Count == 0 ? port : PortOf(listeners[0])));
            }

            return listeners;
        }
        catch (SocketException exception)
        {
            listeners.ForEach(listener => listener.Stop());
            if (port != 0 || attempts == 1 || exception.SocketErrorCode != SocketError.AddressAlreadyInUse)
            {
                throw;
            }

            return Start(addresses, port, attempts - 1);
        }
    }

    private static void Start(List<TcpListener> listeners, IPEndPoint endPoint)
    {
        var listener = new TcpListener(endPoint);
        try
        {
            if (FrameworkCompatibility.IsWindows)
            {
                listener.ExclusiveAddressUse = true; // otherwise another program could listen at the same port
            }

            listener.Start((int)SocketOptionName.MaxConnections);
            listeners.Add(listener);
        }
        catch (SocketException exception)
        {
            listener.Stop();

            // The machine may have no IPv6. But a port in use there belongs to a program that would get these requests.
            if (listeners.Count == 0 || exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw;
            }
        }
    }
}
