using CentryPS.Http;

namespace CentryPS.Tests.Session;

/// <summary>A call renews a rejected token once and keeps track of its unknown outcome.</summary>
public sealed class CallerTests
{
    private static readonly byte[] Unauthorized = Script.Status(401);
    private static readonly byte[] Good = RawServer.Json("[]");

    [Fact]
    public async Task Rejected_token_is_renewed_once_and_the_call_succeeds()
    {
        using var session = new RenewableSession(api: [Unauthorized, Good]);

        Assert.Equal("[]", await SendAsync(session, HttpMethod.Put));

        Assert.Equal(["access-0", "access-1"], session.UsedTokens);
        Assert.Equal(1, session.Renewals);
    }

    [Fact]
    public async Task Second_rejection_is_a_terminating_error()
    {
        using var session = new RenewableSession(api: Unauthorized);

        var failure = await FailAsync(session, HttpMethod.Put);

        Assert.Equal((CentryErrorCode.AuthenticationFailed, true, false), (failure.ErrorCode, failure.IsFinal, failure.IsInDoubt));
        Assert.Equal(["access-0", "access-1"], session.UsedTokens);
        Assert.Equal(1, session.Renewals);
    }

    [Fact]
    public async Task Rejected_token_that_cannot_be_renewed_is_an_error_that_explains_it()
    {
        using var session = new RenewableSession(isRenewable: false, api: Unauthorized);

        var failure = await FailAsync(session, HttpMethod.Get);

        Assert.Equal((CentryErrorCode.AuthenticationFailed, true), (failure.ErrorCode, failure.IsFinal));
        Assert.EndsWith(Messages.NotRenewable, failure.Message);
        Assert.Equal(0, session.Renewals);
    }

    [Fact]
    public async Task Failed_renewal_is_the_error_when_no_outcome_is_unknown()
    {
        using var session = new RenewableSession(_ => Script.Status(400), api: Unauthorized);

        var failure = await FailAsync(session, HttpMethod.Put);

        Assert.Equal((CentryErrorCode.AuthenticationFailed, "/oauth/token"), (failure.ErrorCode, failure.RequestUri!.AbsolutePath));
        Assert.Equal(["access-0"], session.UsedTokens);
    }

    [Fact]
    public async Task Unknown_outcome_takes_precedence_over_a_failed_renewal()
    {
        using var session = new RenewableSession(_ => Script.Status(400), api: [Script.Lost, Unauthorized]);

        var failure = await FailAsync(session, HttpMethod.Put);

        Assert.Equal((CentryErrorCode.OutcomeUnknown, "/x.json"), (failure.ErrorCode, failure.RequestUri!.AbsolutePath));
        Assert.Equal(1, session.Renewals);
    }

    [Fact]
    public async Task Call_remembers_earlier_attempts_after_a_renewal()
    {
        using var session = new RenewableSession(api: [Script.Lost, Unauthorized, Script.Status(404)]);

        // Deleted, possibly by an earlier attempt of this call.
        Assert.Equal(string.Empty, await SendAsync(session, HttpMethod.Delete));
        Assert.Equal([1, 2, 3], session.Observer.Attempts.Where(attempt => attempt.Path == "/x.json").Select(attempt => attempt.Try));
    }

    [Fact]
    public async Task Disconnected_session_sends_nothing()
    {
        using var session = new RenewableSession(api: Good);
        session.Keeper.Forget();

        Assert.Equal(CentryErrorCode.NotConnected, (await FailAsync(session, HttpMethod.Get)).ErrorCode);
        Assert.Equal(0, session.Server.Requests);
    }

    [Fact]
    public async Task Caller_stopped_during_a_renewal_sends_nothing_more()
    {
        var hold = new TaskCompletionSource();
        using var session = new RenewableSession(api: [Unauthorized, Good]) { Hold = hold.Task };
        using var stop = new CancellationTokenSource();
        var call = session.Caller(stop.Token).SendAsync(Call(HttpMethod.Put)).Soon();
        await session.Requested;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        hold.SetResult();
        await session.RenewAsync("access-0");
        Assert.Equal("access-1", session.Keeper.Current!.AccessToken);
        Assert.Equal(["access-0"], session.UsedTokens);
    }

    [Fact]
    public async Task Unknown_outcome_is_settled_by_the_function_of_the_call()
    {
        using var session = new RenewableSession(api: Script.Lost);
        var (caller, before) = (session.Caller(), session.Clock.GetTimestamp());
        CallInDoubt? doubt = null;

        var settled = await caller.SendAsync(Call(HttpMethod.Post) with
        {
            Settle = call =>
            {
                doubt = call;
                return Task.FromResult("settled");
            },
        });

        Assert.Equal("settled", settled);
        Assert.Equal((CentryErrorCode.OutcomeUnknown, before), (doubt!.Failure.ErrorCode, doubt.Started));
        Assert.Same(caller, doubt.Caller);
    }

    [Theory]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Known_failure_is_not_settled(int status)
    {
        using var session = new RenewableSession(api: Script.Status(status));
        var call = Call(HttpMethod.Post) with { Settle = _ => Task.FromResult("settled") };

        await Assert.ThrowsAsync<CentryException>(() => session.Clock.RunAsync(session.Caller().SendAsync(call)));
    }

    [Fact]
    public async Task Session_remembers_only_the_ids_that_it_created()
    {
        using var session = new RenewableSession(api: Good);
        HttpMethod[] methods = [HttpMethod.Get, HttpMethod.Put, HttpMethod.Post];
        foreach (var method in methods)
        {
            await session.Caller().SendAsync(new CentryCall<CentryWebhook>(method, "x.json", _ => new CentryWebhook { Id = method.Method }));
        }

        var other = session.Caller();
        Assert.Equal([false, false, true], methods.Select(method => other.IsClaimed(method.Method)));
        Assert.False(other.Claim("POST"));
        Assert.True(other.Claim("GET"));
        Assert.False(session.Caller().Claim("GET"));
    }

    private static CentryCall<string> Call(HttpMethod method) => new(method, "x.json", response => response.Text(1000));

    private static Task<string> SendAsync(RenewableSession session, HttpMethod method) =>
        session.Clock.RunAsync(session.Caller().SendAsync(Call(method)));

    private static Task<CentryException> FailAsync(RenewableSession session, HttpMethod method) =>
        Assert.ThrowsAsync<CentryException>(() => SendAsync(session, method));
}
