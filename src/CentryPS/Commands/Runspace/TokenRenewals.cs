using System.Management.Automation;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>Hands the tokens of a session's renewals to who stores them.</summary>
internal static class TokenRenewals
{
    /// <summary>Hands over, where the receiver is at home, what could not be handed over before.</summary>
    /// <param name="session">The session.</param>
    /// <param name="report">Told of what fails, since the next sign-in depends on it; the tokens are kept for another try.</param>
    public static void HandOverOwed(CentrySession session, Action<CentryException> report)
    {
        if (session.Receiver is { IsAtHome: true } && session.TakeOwed() is { } owed)
        {
            HandOver(session, owed, report);
        }
    }

    /// <summary>Hands over what is new.</summary>
    /// <inheritdoc cref="HandOverOwed"/>
    public static void HandOverNew(CentrySession session, Action<CentryException> report)
    {
        while (session.TryTakeRenewal(out var tokens))
        {
            HandOver(session, tokens, report);
            if (tokens.NotSaved is { } problem)
            {
                report(problem);
            }
        }
    }

    private static void HandOver(CentrySession session, CentryTokens tokens, Action<CentryException> report)
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
            report(new CentryException(CentryErrorCode.OutcomeUnknown, Messages.RefreshHandlerFailed.With(exception.Message), exception)
            {
                Advice = Messages.RefreshHandlerFailedAdvice,
            });
        }
    }
}
