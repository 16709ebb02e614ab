using CentryPS.Api;
using Microsoft.Extensions.Time.Testing;

namespace CentryPS.Tests.Session;

public sealed class RenewalTests : IAsyncLifetime
{
    private const string Scope = "read_webhook write_webhook";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-03-31T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
    private readonly Observer _observer = new();
    private SandboxServer _centry = null!;

    public async ValueTask InitializeAsync() =>
        _centry = await SandboxServer.StartAsync(new SandboxOptions { Time = _time, RecordRequests = true });

    public ValueTask DisposeAsync() => _centry.DisposeAsync();

    [Theory]
    [InlineData(CentryGrant.ClientCredentials)]
    [InlineData(CentryGrant.AuthorizationCode)]
    [InlineData(CentryGrant.RefreshToken)]
    public async Task Expiring_token_is_renewed_before_a_call(CentryGrant grant)
    {
        var session = await SignInAsync(grant);
        for (var hours = 0; hours < 12; hours += 2)
        {
            _time.Advance(TimeSpan.FromSeconds(7150));
            await GetAsync(session);
        }

        Assert.Equal(7, _centry.TokenRequests);
        Assert.DoesNotContain(_observer.Attempts, exchange => (int)exchange.Status! == 401);
    }

    [Fact]
    public async Task Revoked_token_is_renewed_once_after_a_401()
    {
        var session = await SignInAsync(CentryGrant.ClientCredentials);
        _centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 401, Path = "webhooks" });

        await GetAsync(session);
        Assert.Equal(2, _centry.TokenRequests);

        _centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 401, Path = "webhooks", Times = 2 });
        var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));
        Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);
        Assert.Equal(3, _centry.TokenRequests);
    }

    [Theory]
    [InlineData(CentryGrant.ClientCredentials)]
    [InlineData(CentryGrant.RefreshToken)]
    public async Task Sixty_four_calls_on_eight_threads_renew_once(CentryGrant grant)
    {
        var session = await SignInAsync(grant);
        _time.Advance(TimeSpan.FromHours(3));
        using var start = new Barrier(8);
        var threads = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                Task.WaitAll(Enumerable.Range(0, 8).Select(_ => GetAsync(session)));
            },
            TaskCreationOptions.LongRunning));

        await Task.WhenAll(threads);

        Assert.Equal(2, _centry.TokenRequests);
    }

    [Fact]
    public async Task Concurrent_401_responses_renew_once()
    {
        var session = await SignInAsync(CentryGrant.RefreshToken);
        _centry.RevokeAccessTokens();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => GetAsync(session)));

        Assert.Equal(2, _centry.TokenRequests);
    }

    [Fact]
    public async Task Failed_renewal_keeps_the_refresh_token()
    {
        var session = await SignInAsync(CentryGrant.RefreshToken);
        _time.Advance(TimeSpan.FromHours(3));
        _centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 400, Path = "oauth/token" });

        var error = await Assert.ThrowsAsync<CentryException>(() => GetAsync(session));
        Assert.Equal(CentryErrorCode.AuthenticationFailed, error.ErrorCode);

        await GetAsync(session);
    }

    [Fact]
    public async Task Failed_renewal_is_ignored_while_the_token_is_valid()
    {
        var session = await SignInAsync(CentryGrant.RefreshToken);
        _time.Advance(TimeSpan.FromSeconds(7150));
        _centry.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 400, Path = "oauth/token" });

        await GetAsync(session);
        await GetAsync(session);

        Assert.Equal(3, _centry.Requests.Count(request => request.Target == "/oauth/token"));
    }

    [Fact]
    public async Task Stopped_caller_does_not_cancel_the_renewal()
    {
        TaskCompletionSource isRequested = new(), isStopped = new();
        using var server = new RawServer(async (request, stream, stop) =>
        {
            var answer = await _centry.AnswerAsync(request, stop);
            if (_centry.TokenRequests == 2 && isRequested.TrySetResult())
            {
                await isStopped.Task.Soon();
            }

            await stream.WriteAsync(answer, stop);
        });
        var session = await SignInAsync(CentryGrant.RefreshToken, server);
        _time.Advance(TimeSpan.FromHours(3));
        using var stop = new CancellationTokenSource();
        var stopped = session.For(_observer, stop.Token).SendAsync(Webhooks.Resource.Get(FirstId));
        await isRequested.Task.Soon();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);

        isStopped.SetResult();
        await GetAsync(session);

        Assert.Equal(2, _centry.TokenRequests);
    }

    [Fact]
    public async Task Wrong_local_clock_does_not_affect_expiry()
    {
        var session = await Client.SignInAsync(_centry, CentryGrant.ClientCredentials, Scope, new FakeTimeProvider(DateTimeOffset.UnixEpoch));

        await GetAsync(session);

        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(7200), session.ExpiresAt);
        Assert.Equal(1, _centry.TokenRequests);
    }

    private string FirstId => (string)_centry.Webhooks.All()[0]["_id"]!;

    private Task<CentrySession> SignInAsync(CentryGrant grant, RawServer? through = null) => Client.SignInAsync(
        _centry,
        grant,
        grant switch
        {
            CentryGrant.AuthorizationCode => _centry.CreateAuthorizationCode(Scope),
            CentryGrant.RefreshToken => _centry.CreateRefreshToken(Scope),
            _ => Scope,
        },
        _time,
        through: through);

    private Task<CentryWebhook> GetAsync(CentrySession session) => session.For(_observer, CancellationToken.None).SendAsync(Webhooks.Resource.Get(FirstId));
}
