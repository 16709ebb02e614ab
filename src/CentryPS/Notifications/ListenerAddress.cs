using System.Net;
using System.Net.Sockets;

namespace CentryPS.Notifications;

/// <summary>Where to listen: a port of loopback, or a prefix as HttpListener takes it.</summary>
internal sealed class ListenerAddress
{
    private const int MostTries = 10; // a port that is free in IPv4 need not be so in IPv6

    private readonly string _prefix;
    private readonly string? _path;
    private readonly bool _isAnyPort;

    private ListenerAddress(string prefix, string? path, bool isAnyPort) => (_prefix, _path, _isAnyPort) = (prefix, path, isAnyPort);

    /// <summary>A port of this machine alone; 0 is any that is free.</summary>
    /// <param name="port">The port.</param>
    /// <param name="path">The only path that is served; null for any.</param>
    public static ListenerAddress Loopback(int port, string? path) => At("localhost", port, path);

    /// <summary>A port of a host; 0 is any that is free.</summary>
    /// <param name="host">The host: a name or an address, one of IPv6 in brackets.</param>
    /// <param name="port">The port.</param>
    /// <param name="path">The only path that is served; null for any.</param>
    public static ListenerAddress At(string host, int port, string? path) => new($"http://{host}:{port}/", path, port == 0);

    /// <summary>A prefix, for example <c>http://+:8080/centry/</c>.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="path">The only path that is served; null for any below the prefix.</param>
    public static ListenerAddress Of(string prefix, string? path) => new(prefix, path, isAnyPort: false);

    private static bool IsWindows => Environment.OSVersion.Platform == PlatformID.Win32NT;

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
            if (!target.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.Ordinal) || target.AbsoluteUri != target.GetLeftPart(UriPartial.Path))
            {
                throw new ArgumentException(Messages.PathOutsidePrefix.With(_path));
            }

            var listeners = Start(Addresses(root), _isAnyPort ? 0 : root.Port);
            target = new UriBuilder(target) { Port = ((IPEndPoint)listeners[0].LocalEndpoint).Port }.Uri;
            return listeners;
        }
        catch (Exception exception) when (exception is ArgumentException or SocketException)
        {
            throw Failure(_prefix, exception);
        }
    }

    /// <summary>What went wrong, as an error that says what to do.</summary>
    /// <param name="prefix">Where it was to listen.</param>
    /// <param name="exception">What the system says.</param>
    public static CentryException Failure(string prefix, Exception exception) => Failure(prefix, exception, IsWindows);

    /// <inheritdoc cref="Failure(string, Exception)"/>
    /// <param name="prefix">Where it was to listen.</param>
    /// <param name="exception">What the system says.</param>
    /// <param name="isWindows">Whether it is Windows, where AccessDenied is not about rights.</param>
    public static CentryException Failure(string prefix, Exception exception, bool isWindows)
    {
        var (code, message, advice) = (exception as SocketException)?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => (CentryErrorCode.ConnectionFailed, Messages.PortTaken.With(prefix), Messages.PortTakenAdvice),
            SocketError.AccessDenied when isWindows => (CentryErrorCode.ConnectionFailed, Messages.PortReserved.With(prefix), Messages.PortReservedAdvice),
            SocketError.AccessDenied => (CentryErrorCode.PermissionDenied, Messages.ListenNoRights.With(prefix), Messages.ListenNoRightsAdvice),
            SocketError.AddressNotAvailable or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
                (CentryErrorCode.InvalidRequest, Messages.InvalidPrefix.With(prefix, Messages.PrefixElsewhere), Messages.InvalidPrefixAdvice),
            null => (CentryErrorCode.InvalidRequest, Messages.InvalidPrefix.With(prefix, exception.Message), Messages.InvalidPrefixAdvice),
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

        return root.Scheme != Uri.UriSchemeHttp ? throw new ArgumentException(Messages.PrefixNotHttp)
            : root.DnsSafeHost is "0.0.0.0" or "::" ? throw new ArgumentException(Messages.PrefixAll)
            : root;
    }

    private IPAddress[] Addresses(Uri root) => _prefix.Contains("://+") || _prefix.Contains("://*") ? [IPAddress.Any, IPAddress.IPv6Any]
        : root.IsLoopback && root.HostNameType == UriHostNameType.Dns ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : Dns.GetHostAddresses(root.DnsSafeHost);

    private List<TcpListener> Start(IPAddress[] addresses, int port)
    {
        var listeners = new List<TcpListener>();
        for (var tries = 1; ; tries++)
        {
            try
            {
                foreach (var address in addresses)
                {
                    Start(listeners, new IPEndPoint(address, listeners.Count == 0 ? port : ((IPEndPoint)listeners[0].LocalEndpoint).Port));
                }

                return listeners;
            }
            catch (SocketException exception)
            {
                listeners.ForEach(listener => listener.Stop());
                listeners.Clear();
                if (!_isAnyPort || exception.SocketErrorCode != SocketError.AddressAlreadyInUse || tries == MostTries)
                {
                    throw;
                }
            }
        }
    }

    private static void Start(List<TcpListener> listeners, IPEndPoint place)
    {
        var listener = new TcpListener(place);
        try
        {
            if (IsWindows)
            {
                listener.ExclusiveAddressUse = true; // or another program could listen at the same port
            }

            listener.Start((int)SocketOptionName.MaxConnections);
            listeners.Add(listener);
        }
        catch (SocketException exception) when (listeners.Count > 0 && exception.SocketErrorCode != SocketError.AddressAlreadyInUse)
        {
            listener.Stop(); // not every machine has IPv6; another program at its port would get what is meant for this one
        }
        catch
        {
            listener.Stop();
            throw;
        }
    }
}
