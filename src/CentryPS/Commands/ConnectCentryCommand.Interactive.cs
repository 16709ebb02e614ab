using System.Management.Automation;
using CentryPS.Commands.Runspace;
using CentryPS.Http;
using CentryPS.Session;

namespace CentryPS.Commands;

/// <content>The sign-in of a person, who authorizes the application in a browser.</content>
public sealed partial class ConnectCentryCommand
{
    private CentrySession Interactively(ServerUri server, SessionFactory sessions)
    {
        var redirect = LoopbackRedirect.Parse(RedirectUri);
        using var listener = redirect is not null && IsReceived ? new RedirectListener(redirect, Time) : null;
        var application = Application(listener is null ? RedirectUri : redirect!.With(listener.Address.Port));
        var request = new AuthorizationRequest(application, server, Scopes ?? OAuthScope.Needed);
        if (Browser.IsHere(Host))
        {
            Browser.Open(request.Uri);
        }

        var code = listener is null ? AuthorizationPrompt.Ask(Host, request) : Receive(listener, request);
        var session = With(sessions, application, CentryGrant.AuthorizationCode, code, request.CodeVerifier);
        return Scope is null ? Warned(session) : session;
    }

    // Where a person can be asked and no browser opens here, the browser is on another machine, whose loopback is not this one's.
    private bool IsReceived => Browser.IsHere(Host) || !Browser.IsAttended(Host);

    private string Receive(RedirectListener listener, AuthorizationRequest request)
    {
        WriteVerbose(Messages.VerboseListening.With(listener.Address));
        var text = Messages.InteractiveWait.With(request.Uri.AbsoluteUri, RedirectListener.Patience.TotalMinutes);
        WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]);
        return AuthorizationRequest.ReadCode(Await(listener.WaitAsync(request, Stop)));
    }
}
