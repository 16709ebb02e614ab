using System.Collections.Concurrent;
using System.Net;
using CentryPS.Sandbox.Server.Api;
using CentryPS.Sandbox.Server.Deliveries;
using CentryPS.Sandbox.Server.Faults;
using CentryPS.Sandbox.Server.Http;
using CentryPS.Sandbox.Server.OAuth;
using CentryPS.Sandbox.Server.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CentryPS.Sandbox.Server;

/// <summary>A Centry simulator that serves OAuth and Centry's API over HTTP, on loopback only.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly SandboxOptions _options;
    private readonly TokenIssuer _issuer;
    private DataFile? _file;
    private readonly IReadOnlyList<Application> _applications;
    private readonly StoreRegistry _stores;
    private WebApplication? _app;
    private readonly Deliverer _deliverer;
    private int _tokenRequests;

    private SandboxServer(SandboxOptions options)
    {
        _options = options;
        _stores = new StoreRegistry(options, options.DataFile is { } file ? SavedObjects.Read(file, options) : SavedObjects.None);
        _issuer = new TokenIssuer(options.Time, options.AccessTokenLifetime, options.RevokesAtOnce);
        _applications = Application.ForCompanies(_stores.Companies);
        _deliverer = new Deliverer(options, _stores, Log);
        Changed += _deliverer.EnqueueNotifications;
        SignIns = [.. _applications.Select(SignIn)];
    }

    /// <summary>
    /// Raised after each change of an object, once and in order, before the response to the request that made it.
    /// Listeners may read and change objects, but must not wait for another thread that changes one.
    /// </summary>
    public event Action<ObjectChange>? Changed
    {
        add => _stores.Changes.Changed += value;
        remove => _stores.Changes.Changed -= value;
    }

    /// <summary>Raised after each attempt to deliver a notification, on any thread.</summary>
    public event Action<Delivery>? Delivered
    {
        add => Log.Added += value;
        remove => Log.Added -= value;
    }

    /// <summary>The base address, <c>http://127.0.0.1:port/</c>.</summary>
    public Uri BaseUri { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The ids of the companies.</summary>
    public IReadOnlyList<string> Companies => _stores.Companies;

    /// <summary>An access token of the first company with all scopes, valid for a year.</summary>
    public string AccessToken => SignIns[0].AccessToken;

    /// <summary>The sign-in of each company, in the order of <see cref="Companies"/>.</summary>
    public IReadOnlyList<SandboxSignIn> SignIns { get; }

    /// <summary>The client id of the first company's application.</summary>
    public string ClientId => SignIns[0].ClientId;

    /// <summary>The client secret of the first company's application.</summary>
    public string ClientSecret => SignIns[0].ClientSecret;

    /// <summary>The webhooks of the first company.</summary>
    public ObjectStore Webhooks => Store("webhooks");

    /// <summary>The orders of the first company.</summary>
    public ObjectStore Orders => Store("orders");

    /// <summary>The products of the first company.</summary>
    public ObjectStore Products => Store("products");

    /// <summary>The pending faults.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The last thousand attempts to deliver notifications, oldest first.</summary>
    public IReadOnlyList<Delivery> Deliveries => Log.All;

    /// <summary>The number of requests to the token endpoint.</summary>
    public int TokenRequests => _tokenRequests;

    /// <summary>The requests so far, in order, if <see cref="SandboxOptions.RecordRequests"/> is true.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Starts a sandbox.</summary>
    /// <exception cref="IOException">The port is in use, or the data file cannot be read or written.</exception>
    /// <exception cref="System.Text.Json.JsonException">The file is not a data file of a sandbox.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new SandboxServer(options ?? new SandboxOptions());
        if (server._options.DataFile is { } file)
        {
            server._file = new DataFile(file, server._stores);
        }

        try
        {
            await server.ListenAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Returns the objects of a resource.</summary>
    /// <param name="resource">The resource's name, such as <c>orders</c>.</param>
    /// <param name="company">The company's id; null for the first.</param>
    /// <exception cref="ArgumentException">There is no such resource, or no such company.</exception>
    public ObjectStore Store(string resource, string? company = null) =>
        _stores.ForCompany(_stores.Company(company)).All.GetValueOrDefault(resource)
            ?? throw new ArgumentException($"The sandbox has no {resource}.", nameof(resource));

    /// <summary>Removes the recorded requests.</summary>
    public void ClearRequests() => _requests.Clear();

    /// <summary>
    /// Creates a single-use authorization code for the first application, as if a user had authorized it.
    /// </summary>
    /// <param name="scope">The scopes, separated by spaces.</param>
    /// <param name="company">The company's id; null for the first.</param>
    /// <exception cref="ArgumentException">There is no such company.</exception>
    public string CreateAuthorizationCode(string scope = "public", string? company = null) =>
        _issuer.IssueCode(Grant(scope, company), redirectUri: null);

    /// <summary>Creates a refresh token for the first application.</summary>
    /// <inheritdoc cref="CreateAuthorizationCode"/>
    public string CreateRefreshToken(string scope = "public", string? company = null) => _issuer.IssueRenewable(Grant(scope, company)).RefreshToken!;

    /// <summary>Creates an access token.</summary>
    /// <param name="scope">The scopes, separated by spaces.</param>
    /// <param name="life">The lifetime of the token.</param>
    /// <param name="company">The company's id; null for the first.</param>
    /// <exception cref="ArgumentException">There is no such company.</exception>
    public string CreateAccessToken(string scope, TimeSpan life, string? company = null) =>
        _issuer.Issue(Grant(scope, company), life).Value;

    /// <summary>Expires all access tokens; their refresh tokens stay valid.</summary>
    public void RevokeAccessTokens() => _issuer.ExpireAccess();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _deliverer.Dispose();
        _file?.Dispose();
        if (Interlocked.Exchange(ref _app, null) is { } app)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await app.StopAsync(timeout.Token);
            await app.DisposeAsync();
        }
    }

    internal DeliveryLog Log { get; } = new();

    internal void Record(RecordedRequest request) => _requests.Enqueue(request);

    internal void CountTokenRequest() => Interlocked.Increment(ref _tokenRequests);

    private Grant Grant(string scope, string? company) => new(_applications[0].Id, _stores.Company(company), scope);

    private SandboxSignIn SignIn(Application application) => new(
        application.Company,
        application.Id,
        application.Secret,
        _issuer.Issue(new Grant(application.Id, application.Company, Scopes.All), TimeSpan.FromDays(365)).Value);

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        // The empty builder reads neither the environment nor files in the current folder.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, _options.Port);
        });
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        _app = builder.Build();
        var router = new ApiRouter(_options, _stores, _issuer, _applications);
        _app.Run(new RequestHandler(this, _options, router, _app.Lifetime.ApplicationStopping).HandleAsync);
        await _app.StartAsync(cancellationToken);
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        BaseUri = new Uri(addresses.Addresses.Single());
    }
}
