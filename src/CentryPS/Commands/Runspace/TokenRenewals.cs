using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>Hands the tokens of a session's renewals to who stores them.</summary>
internal static class TokenRenewals
{
    /// <summary>
    /// Hands over what is new, and, where the receiver is at home, what could not be handed over before. What fails is an
    /// error, since the next sign-in depends on it, and is kept for another try.
    /// </summary>
    public static void HandOver(CentrySession session, Cmdlet cmdlet)
    {
        if (session.Receiver is { IsAtHome: true } && session.TakeOwed() is { } owed)
        {
            HandOver(session, owed, cmdlet);
        }

        while (session.TryTakeRenewal(out var tokens))
        {
            HandOver(session, tokens, cmdlet);
        }
    }

    private static void HandOver(CentrySession session, CentryTokens tokens, Cmdlet cmdlet)
    {
        try
        {
            session.Receiver?.Receive(tokens);
            session.Stored(tokens);
        }
        catch (PipelineStoppedException)
        {
            session.Owe(tokens);
            throw;
        }
        catch (RuntimeException exception)
        {
            session.Owe(tokens);
            var failure = new CentryException(CentryErrorCode.OutcomeUnknown, Messages.RefreshHandlerFailed.With(exception.Message), exception);
            cmdlet.WriteError(CentryErrors.Record(failure, target: null, advice: Messages.RefreshHandlerFailedAdvice));
        }
    }
}
