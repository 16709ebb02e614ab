using System.Globalization;
using System.Management.Automation;
using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <content>The person at the prompt.</content>
public sealed partial class ConnectCentryCommand
{
    // At a prompt, and not in a script, a job or a profile; and what is told does not end in a redirected output.
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

        // The engine shows what is tagged so whatever the preference says; -InformationAction is to count.
        string[] tags = MyInvocation.BoundParameters.ContainsKey("InformationAction") ? [] : ["PSHOST"];
        WriteInformation(new HostInformationMessage { Message = text }, tags);
    }
}
