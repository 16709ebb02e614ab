using System.Globalization;
using System.Management.Automation;
using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <content>The person at the prompt.</content>
public sealed partial class ConnectCentryCommand
{
    // Typed at a prompt, not run by a script, a job or a profile, and with output that is not redirected.
    private bool IsTyped => MyInvocation.CommandOrigin == CommandOrigin.Runspace && Browser.IsAttended(Host) && HostPrompt.IsShown(Host);

    private PSCredential AskForCredential() =>
        HostPrompt.Ask(
            () => Host.UI.PromptForCredential(Messages.CredentialCaption, Messages.CredentialMessage, userName: null, targetName: string.Empty),
            () => Messages.CredentialMissing)
        ?? throw CentryException.Invalid(Messages.CredentialMissing);

    private void TellPrompt(CentrySession session)
    {
        if (!IsTyped)
        {
            return;
        }

        var text = session.ClientId is not { } application ? Messages.TokenNotTried.With(session)
            : session.ExpiresAt is { } end ? Messages.ConnectedUntil.With(session, TerminalText.Show(application), end.LocalDateTime.ToString("t", CultureInfo.CurrentCulture))
            : Messages.Connected.With(session, TerminalText.Show(application));

        // The engine always shows records with this tag, so -InformationAction is checked here.
        string[] tags = MyInvocation.BoundParameters.ContainsKey("InformationAction") ? [] : ["PSHOST"];
        WriteInformation(new HostInformationMessage { Message = text }, tags);
    }
}
