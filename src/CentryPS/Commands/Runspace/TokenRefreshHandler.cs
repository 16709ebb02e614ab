using System.Management.Automation;
using CentryPS.Session;
using EngineRunspace = System.Management.Automation.Runspaces.Runspace;

namespace CentryPS.Commands.Runspace;

/// <summary>The script block of <c>Connect-Centry -OnTokenRefresh</c>, which any runspace that uses the session may have to run.</summary>
internal sealed class TokenRefreshHandler(ScriptBlock script)
{
    private readonly EngineRunspace _home = EngineRunspace.DefaultRunspace;

    /// <summary>Gives the tokens of renewals to what the session does with them; an exception there is a warning and nothing is lost.</summary>
    public static void Tell(CentrySession session, Cmdlet cmdlet)
    {
        while (session.TryTakeRenewal(out var tokens))
        {
            try
            {
                session.OnTokenRefresh?.Invoke(tokens);
            }
            catch (RuntimeException exception) when (exception is not PipelineStoppedException)
            {
                cmdlet.WriteWarning(Messages.RefreshHandlerFailed.With(exception.Message));
            }
        }
    }

    /// <summary>
    /// Runs it on this thread. A script block is bound to the runspace that made it, which may be busy waiting for this
    /// one; another runspace therefore runs its text, without the variables of its home.
    /// </summary>
    public void Run(CentryTokens tokens) =>
        (EngineRunspace.DefaultRunspace == _home ? script : ScriptBlock.Create(script.ToString())).Invoke(tokens);
}
