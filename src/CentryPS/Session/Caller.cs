using System.Net;
using CentryPS.Http;
using CentryPS.Models;

namespace CentryPS.Session;

/// <summary>
/// Calls Centry in a session, for one command: signs each call, renews the token that Centry refuses, and settles what a
/// failure leaves in doubt.
/// </summary>
internal sealed class Caller(
    CentrySender sender,
    TokenKeeper tokens,
    Account account,
    ICallObserver observer,
    CancellationToken stop) : ICaller
{
    /// <summary>How often a call is signed anew where other processes renew at the same time.</summary>
    private const int MostRenewals = 8;

    public SendOptions Options => sender.Options;

    public CancellationToken Stop => stop;

    public Uri BaseUri => account.BaseUri;

    public string? CompanyId => account.CompanyId;

    public bool Claim(string id) => account.Claim(id);

    public bool IsClaimed(string id) => account.IsClaimed(id);

    public async Task<T> SendAsync<T>(CentryCall<T> call)
    {
        var started = Options.Time.GetTimestamp();
        try
        {
            var result = await SignAsync(call).ConfigureAwait(false);
            account.IsAccepted = true;
            account.Learn(result);
            if (call.Method == HttpMethod.Post && result is CentryObject { Id: { } id })
            {
                Claim(id);
            }

            return result;
        }
        catch (CentryException denied) when (denied.Answer is CentryObject { Id: { } id })
        {
            account.Learn(denied.Answer);
            _ = call.Method == HttpMethod.Post && Claim(id);
            throw;
        }
        catch (CentryException refusal) when (refusal.ErrorCode == CentryErrorCode.PermissionDenied)
        {
            account.IsAccepted = true; // the token is good, for other things
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
                account.CountWrite();
            }
        }
    }

    private async Task<T> SignAsync<T>(CentryCall<T> call)
    {
        var pending = sender.Begin(call, observer, stop);
        var token = await tokens.GetAsync(observer, stop).ConfigureAwait(false);
        for (var renewals = 0; ; renewals++)
        {
            try
            {
                return await pending.SendAsync(token).ConfigureAwait(false);
            }
            catch (CentryException refusal) when (refusal.StatusCode == HttpStatusCode.Unauthorized)
            {
                if (!tokens.HasApplication)
                {
                    account.IsAccepted = false;
                    throw refusal.As(refusal.ErrorCode, MessageFormat.Join(refusal.Message, Messages.NotRenewable));
                }

                if (renewals > 0 && !(tokens.MayHaveEnded(token) && renewals < MostRenewals))
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
            await tokens.RenewAsync(token, observer, stop).ConfigureAwait(false);
            return await tokens.GetAsync(observer, stop).ConfigureAwait(false);
        }
        catch (CentryException) when (refusal.IsInDoubt)
        {
            throw refusal; // that an attempt before may have been applied matters more
        }
    }
}
