using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace CentryPS.Session;

/// <summary>The script block of <c>Connect-Centry -OnTokenRefresh</c>, which any runspace that uses the session may have to run.</summary>
internal sealed class TokenRefreshHandler(ScriptBlock script)
{
    private readonly Runspace _home = Runspace.DefaultRunspace;

    /// <summary>Gives new tokens to the user's script block; an exception in it is a warning and nothing is lost.</summary>
    public static void ReportRenewals(CentrySession session, Cmdlet cmdlet)
    {
        while (session.TryTakeRenewal(out var tokens))
        {
            try
            {
                session.OnTokenRefresh?.Run(tokens);
            }
            catch (RuntimeException exception) when (exception is not PipelineStoppedException)
            {
                cmdlet.WriteWarning(string.Format(CultureInfo.CurrentCulture, Messages.RefreshHandlerFailed, exception.Message));
            }
        }
    }

    /// <summary>
    /// Runs it on this thread. A script block is bound to the runspace that made it, which may be busy waiting for this
    /// one; another runspace therefore runs its text, without the variables of its home.
    /// </summary>
    private void Run(CentryTokens tokens) =>
        (Runspace.DefaultRunspace == _home ? script : ScriptBlock.Create(script.ToString())).Invoke(tokens);
}
