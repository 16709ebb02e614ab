using System.Management.Automation;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>Delivers the tokens of a session's renewals to the receiver that stores them.</summary>
internal static class TokenRenewals
{
    /// <summary>Delivers the tokens that could not be delivered, if this is the runspace of the receiver.</summary>
    public static void DeliverPending(CentrySession session, Action<CentryException> report)
    {
        if (session.Receiver is { IsInOwnRunspace: true } && session.TakeUndelivered() is { } tokens)
        {
            Deliver(session, tokens, report);
        }
    }

    /// <summary>Delivers the new tokens. Those that cannot be delivered are reported, and kept for a retry.</summary>
    public static void DeliverNew(CentrySession session, Action<CentryException> report)
    {
        while (session.TryTakeRenewal(out var tokens))
        {
            Deliver(session, tokens, report);
            if (tokens.NotSaved is { } problem)
            {
                report(problem);
            }
        }
    }

    private static void Deliver(CentrySession session, CentryTokens tokens, Action<CentryException> report)
    {
        try
        {
            session.Receiver?.Receive(tokens);
            session.MarkStored(tokens);
        }
        catch (PipelineStoppedException)
        {
            session.KeepUndelivered(tokens);
            throw;
        }
        catch (RuntimeException exception)
        {
            session.KeepUndelivered(tokens);
            var message = Messages.RefreshHandlerFailed.With(exception.Message);
            report(new CentryException(CentryErrorCode.OutcomeUnknown, message, exception)
            {
                Advice = Messages.RefreshHandlerFailedAdvice,
            });
        }
    }
}
