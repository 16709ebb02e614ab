using System.Net;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Session;

/// <summary>
/// Calls Centry in a session for one command: signs each call, renews a token that Centry rejects, and determines the
/// outcome of a write whose failure leaves it open.
/// </summary>
internal sealed class Caller(
    CentrySession session,
    CentrySender sender,
    ICallObserver observer,
    CancellationToken stop) : ICaller
{
    /// <summary>Renewals allowed for one call while other processes renew the same sign-in.</summary>
    private const int MaxRenewals = 8;

    public SendOptions Options => sender.Options;

    public CancellationToken Stop => stop;

    public Uri BaseUri => session.BaseUri;

    public string? CompanyId => session.CompanyId;

    public bool Claim(string id) => session.Claims.TryAdd(id, true);

    public bool IsClaimed(string id) => session.Claims.ContainsKey(id);

    public async Task<T> SendAsync<T>(CentryCall<T> call)
    {
        var started = Options.Time.GetTimestamp();
        try
        {
            var result = await SignAsync(call).ConfigureAwait(false);
            session.IsAccepted = true;
            Learn(call, result);
            return result;
        }
        catch (CentryException denied) when (denied.Answer is CentryObject { Id: not null })
        {
            Learn(call, denied.Answer);
            throw;
        }
        catch (CentryException refusal) when (refusal.ErrorCode == CentryErrorCode.PermissionDenied)
        {
            session.IsAccepted = true; // the token is valid, but lacks the scope
            throw;
        }
        catch (CentryException failure) when (failure.IsInDoubt && call.Settle is not null)
        {
            return await call.Settle(new CallInDoubt(failure, started, this)).ConfigureAwait(false);
        }
        finally
        {
            if (call.Method != HttpMethod.Get)
            {
                session.CountWrite();
            }
        }
    }

    private void Learn(CentryRequest request, object? result)
    {
        session.Learn(result);
        if (request.Method == HttpMethod.Post && result is CentryObject { Id: { } id })
        {
            Claim(id);
        }
    }

    private async Task<T> SignAsync<T>(CentryCall<T> call)
    {
        var pending = sender.Begin(call, observer, stop);
        var token = await session.Tokens.GetAsync(observer, stop).ConfigureAwait(false);
        for (var renewals = 0; ; renewals++)
        {
            try
            {
                return await pending.SendAsync(token).ConfigureAwait(false);
            }
            catch (CentryException refusal) when (refusal.StatusCode == HttpStatusCode.Unauthorized)
            {
                if (!session.Tokens.HasApplication)
                {
                    session.IsAccepted = false;
                    throw refusal.As(refusal.ErrorCode, MessageFormat.Join(refusal.Message, Messages.NotRenewable));
                }

                if (renewals > 0 && !(session.Tokens.MayHaveEnded(token) && renewals < MaxRenewals))
                {
                    throw;
                }

                token = await RenewAsync(token, refusal).ConfigureAwait(false);
            }
        }
    }

    private async Task<string> RenewAsync(string token, CentryException refusal)
    {
        try
        {
            return await session.Tokens.GetAsync(observer, stop, rejected: token).ConfigureAwait(false);
        }
        catch (CentryException) when (refusal.IsInDoubt)
        {
            throw refusal; // an earlier attempt may have been applied, which matters more
        }
    }
}
