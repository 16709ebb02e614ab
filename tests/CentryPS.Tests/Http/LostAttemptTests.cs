using System.Net;

namespace CentryPS.Tests.Http;

/// <summary>What an answer says of the attempts before it, and what is said of a change that nobody answered for.</summary>
public sealed class LostAttemptTests
{
    private static readonly byte[] Good = RawServer.Json("true");
    private static readonly byte[] Page = RawServer.Json("<html>");

    [Theory]
    [InlineData(408)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(null)]
    public async Task A_DELETE_that_may_have_been_applied_and_then_finds_nothing_has_succeeded(int? before)
    {
        foreach (var gone in new[] { 404, 410 })
        {
            using var wire = new Wire(before is { } status ? Script.Status(status) : Script.Lost, Script.Status(gone));

            Assert.Equal(string.Empty, await wire.SendAsync("DELETE"));
            Assert.Equal(2, wire.Server.Requests);
        }
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_DELETE_that_was_refused_before_and_then_finds_nothing_has_failed(int before)
    {
        using var wire = new Wire(Script.Status(before), Script.Status(404));

        var failure = await wire.FailAsync("DELETE");

        Assert.Equal((CentryErrorCode.NotFound, false), (failure.ErrorCode, failure.IsInDoubt));
    }

    [Fact]
    public async Task A_DELETE_that_was_refused_for_its_token_and_then_finds_nothing_has_failed()
    {
        using var wire = new Wire(Script.Status(401), Script.Status(404));
        var call = wire.Begin("DELETE");
        await Assert.ThrowsAsync<CentryException>(() => call.SendAsync("old"));

        var failure = await Assert.ThrowsAsync<CentryException>(() => call.SendAsync("new"));

        Assert.Equal(CentryErrorCode.NotFound, failure.ErrorCode);
    }

    [Theory]
    [InlineData("DELETE", 404)]
    [InlineData("DELETE", 410)]
    [InlineData("PUT", 404)]
    public async Task Nothing_there_at_the_first_attempt_or_for_another_method_is_an_error(string method, int status)
    {
        using var wire = method == "PUT" ? new Wire(Script.Lost, Script.Status(status)) : new Wire(Script.Status(status));

        var failure = await wire.FailAsync(method);

        Assert.Equal((CentryErrorCode.NotFound, false), (failure.ErrorCode, failure.IsInDoubt));
    }

    [Theory]
    [InlineData(401, CentryErrorCode.OutcomeUnknown)]
    [InlineData(408, CentryErrorCode.OutcomeUnknown)]
    [InlineData(429, CentryErrorCode.OutcomeUnknown)]
    [InlineData(500, CentryErrorCode.OutcomeUnknown)]
    [InlineData(503, CentryErrorCode.OutcomeUnknown)]
    [InlineData(400, CentryErrorCode.InvalidRequest)]
    [InlineData(403, CentryErrorCode.PermissionDenied)]
    [InlineData(422, CentryErrorCode.InvalidRequest)]
    public async Task Only_an_answer_that_judges_the_request_judges_a_lost_attempt_before_it(int last, CentryErrorCode code)
    {
        using var wire = new Wire(retries: 1, Script.Lost, Script.Status(last));

        var failure = await wire.FailAsync("PUT");

        Assert.Equal((code, (HttpStatusCode)last), (failure.ErrorCode, failure.StatusCode));
        Assert.Equal(code == CentryErrorCode.OutcomeUnknown, failure.IsInDoubt);
    }

    [Theory]
    [InlineData("PUT", 408, CentryErrorCode.Timeout, true)]
    [InlineData("PUT", 500, CentryErrorCode.ServerError, true)]
    [InlineData("PUT", 502, CentryErrorCode.ServerError, true)]
    [InlineData("PUT", 503, CentryErrorCode.ServerError, false)]
    [InlineData("PUT", 401, CentryErrorCode.AuthenticationFailed, false)]
    [InlineData("GET", 500, CentryErrorCode.ServerError, false)]
    public async Task A_server_that_failed_at_a_write_leaves_it_in_doubt(string method, int status, CentryErrorCode code, bool isInDoubt)
    {
        using var wire = new Wire(retries: 0, Script.Status(status));

        var failure = await wire.FailAsync(method);

        Assert.Equal((code, isInDoubt), (failure.ErrorCode, failure.IsInDoubt));
    }

    [Theory]
    [InlineData(408, false)]
    [InlineData(502, false)]
    [InlineData(504, true)]
    [InlineData(null, true)]
    public async Task After_a_timeout_or_a_504_the_server_may_still_be_at_it(int? status, bool isPending)
    {
        using var wire = new Wire(retries: 0, status is { } known ? Script.Status(known) : Script.Silence);

        Assert.Equal(isPending, (await wire.FailAsync("POST")).IsPending);
    }

    [Fact]
    public async Task A_read_is_never_in_doubt()
    {
        using var wire = new Wire(retries: 1, Script.Lost);

        var failure = await wire.FailAsync("GET");

        Assert.Equal((CentryErrorCode.ConnectionFailed, false), (failure.ErrorCode, failure.IsInDoubt));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task A_change_whose_answer_cannot_be_read_is_asked_for_once_more(string method)
    {
        using var read = new Wire(Page, Good);
        Assert.Equal("true", await read.SendAsync(method));
        Assert.Equal(2, read.Server.Requests);

        using var unreadable = new Wire(Page);
        var failure = await unreadable.FailAsync(method);
        Assert.Equal((CentryErrorCode.OutcomeUnknown, true), (failure.ErrorCode, failure.IsInDoubt));
        Assert.Equal(2, unreadable.Server.Requests);
    }

    [Theory]
    [InlineData("GET", CentryErrorCode.InvalidResponse)]
    [InlineData("POST", CentryErrorCode.OutcomeUnknown)]
    public async Task What_changes_nothing_or_may_do_harm_twice_is_not_asked_for_once_more(string method, CentryErrorCode code)
    {
        using var wire = new Wire(Page, Good);

        Assert.Equal(code, (await wire.FailAsync(method)).ErrorCode);
        Assert.Equal(1, wire.Server.Requests);
    }

    [Fact]
    public async Task A_change_is_not_asked_for_once_more_where_no_retries_are_allowed()
    {
        using var wire = new Wire(retries: 0, Page, Good);

        Assert.Equal(CentryErrorCode.OutcomeUnknown, (await wire.FailAsync("PUT")).ErrorCode);
        Assert.Equal(1, wire.Server.Requests);
    }

    [Fact]
    public async Task An_answer_that_could_not_be_read_is_a_lost_attempt_for_the_next()
    {
        using var failed = new Wire(Page, Script.Status(500));
        Assert.Equal(CentryErrorCode.OutcomeUnknown, (await failed.FailAsync("PUT")).ErrorCode);

        using var gone = new Wire(Page, Script.Status(404));
        Assert.Equal(string.Empty, await gone.SendAsync("DELETE"));
    }
}
