using System.Net;
using System.Net.Sockets;

namespace CentryPS.Notifications;

/// <summary>Where to listen: a port of loopback, or a prefix as HttpListener takes it.</summary>
internal sealed class ListenerAddress
{
    private readonly string _prefix;
    private readonly string? _path;
    private readonly bool _isAnyPort;

    private ListenerAddress(string prefix, string? path, bool isAnyPort) => (_prefix, _path, _isAnyPort) = (prefix, path, isAnyPort);

    /// <summary>A port of this machine alone; 0 is any that is free.</summary>
    /// <param name="port">The port.</param>
    /// <param name="path">The only path that is served; null for any.</param>
    public static ListenerAddress Loopback(int port, string? path) => new($"http://localhost:{port}/", path, port == 0);

    /// <summary>A prefix, for example <c>http://+:8080/centry/</c>.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="path">The only path that is served; null for any below the prefix.</param>
    public static ListenerAddress Of(string prefix, string? path) => new(prefix, path, isAnyPort: false);

    /// <summary>Whether one path alone is served, and not all that lie below it.</summary>
    public bool IsExact => _path is not null;

    /// <summary>Begins to listen here.</summary>
    /// <param name="target">The address to post to.</param>
    /// <exception cref="CentryException">It cannot listen here; the message says why, the advice what to do.</exception>
    public IReadOnlyList<TcpListener> Start(out Uri target)
    {
        try
        {
            var root = Root();
            target = _path is null ? root : new Uri(root, '/' + _path.TrimStart('/'));
            if (!target.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.Ordinal))
            {
                throw new ArgumentException(Messages.PathOutsidePrefix.With(_path));
            }

            var port = _isAnyPort ? 0 : root.Port;
            var first = Start(new IPEndPoint(Addresses(root)[0], port), isNeeded: true)!;
            port = ((IPEndPoint)first.LocalEndpoint).Port;
            target = new UriBuilder(target) { Port = port }.Uri;
            return [first, .. Addresses(root).Skip(1).Select(address => Start(new IPEndPoint(address, port), isNeeded: false)).OfType<TcpListener>()];
        }
        catch (Exception exception) when (exception is ArgumentException or SocketException)
        {
            throw Failure(_prefix, exception);
        }
    }

    /// <summary>What went wrong, as an error that says what to do.</summary>
    /// <param name="prefix">Where it was to listen.</param>
    /// <param name="exception">What the system says.</param>
    public static CentryException Failure(string prefix, Exception exception)
    {
        var (code, message, advice) = (exception as SocketException)?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => (CentryErrorCode.ConnectionFailed, Messages.PortTaken.With(prefix), Messages.PortTakenAdvice),
            SocketError.AccessDenied => (CentryErrorCode.PermissionDenied, Messages.ListenNoRights.With(prefix), Messages.ListenNoRightsAdvice),
            null or SocketError.AddressNotAvailable or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                (CentryErrorCode.InvalidRequest, Messages.InvalidPrefix.With(prefix, exception.Message), Messages.InvalidPrefixAdvice),
            _ => (CentryErrorCode.ConnectionFailed, Messages.CannotListen.With(prefix, exception.Message), Messages.CannotListenAdvice),
        };
        return new CentryException(code, message, exception) { Advice = advice, IsFinal = true };
    }

    private Uri Root()
    {
        var reachable = _prefix.Replace("://+", "://localhost").Replace("://*", "://localhost");
        if (!Uri.TryCreate(reachable, UriKind.Absolute, out var root) || (root.Port is 0 or -1 && !_isAnyPort) || _prefix.LastIndexOf('/') != _prefix.Length - 1)
        {
            throw new ArgumentException(Messages.PrefixNotAUri);
        }

        return root.Scheme == Uri.UriSchemeHttp ? root : throw new ArgumentException(Messages.PrefixNotHttp);
    }

    // The first is the one that counts: not every machine has IPv6.
    private IPAddress[] Addresses(Uri root) => _prefix.Contains("://+") || _prefix.Contains("://*") ? [IPAddress.Any, IPAddress.IPv6Any]
        : root.IsLoopback && root.HostNameType == UriHostNameType.Dns ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : Dns.GetHostAddresses(root.DnsSafeHost);

    private static TcpListener? Start(IPEndPoint place, bool isNeeded)
    {
        var listener = new TcpListener(place);
        try
        {
            if (Environment.OSVersion.Platform == PlatformID.Win32NT)
            {
                listener.ExclusiveAddressUse = true; // or another program could listen at the same port
            }

            listener.Start((int)SocketOptionName.MaxConnections);
            return listener;
        }
        catch (SocketException) when (!isNeeded)
        {
            listener.Stop();
            return null;
        }
    }
}
