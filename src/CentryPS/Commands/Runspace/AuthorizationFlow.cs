using System.Management.Automation;
using System.Security;
using CentryPS.Commands.Base;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>Gets an authorization code from the user, by a redirect to this machine or at the prompt.</summary>
internal sealed class AuthorizationFlow : IDisposable
{
    private const int MaxQuestions = 3;

    private readonly CentryCommand _command;
    private readonly RedirectListener? _listener;

    /// <summary>Starts to listen, if the redirect URI belongs to this machine and the browser runs here.</summary>
    public AuthorizationFlow(CentryCommand command, string redirectUri, TimeProvider time)
    {
        _command = command;

        // If the host can prompt, but cannot open a browser, the browser runs on another machine.
        var isLocal = Browser.IsHere(command.Host) || !Browser.IsAttended(command.Host);
        var redirect = RedirectListener.Parse(redirectUri);
        _listener = redirect is not null && isLocal ? new RedirectListener(redirect, time) : null;
        RedirectUri = _listener?.RedirectUri ?? redirectUri;
    }

    /// <summary>The redirect URI, with the port of the listener.</summary>
    public string RedirectUri { get; }

    /// <summary>Opens or shows the page of a request, and waits for the code.</summary>
    public string GetCode(AuthorizationRequest request)
    {
        if (Browser.IsHere(_command.Host))
        {
            Browser.Open(request.Uri);
        }

        if (_listener is null)
        {
            return Ask(request);
        }

        _command.WriteVerbose(Messages.VerboseListening.With(_listener.Address));
        var text = Messages.InteractiveWait.With(request.Uri.AbsoluteUri, RedirectListener.Timeout.TotalMinutes);
        _command.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]);
        return AuthorizationRequest.ReadCode(_command.Await(_listener.WaitAsync(request, _command.Stop)));
    }

    public void Dispose() => _listener?.Dispose();

    // Asks for the code, or for the address of the page with the code.
    private string Ask(AuthorizationRequest request)
    {
        var page = request.PlainUri.AbsoluteUri;

        // If its input ends in a prompt for a secret, the console ends the whole script without an error.
        if (_command.Host.Name == "ConsoleHost" && Console.IsInputRedirected)
        {
            throw CentryException.Invalid(Messages.InteractiveImpossible, page);
        }

        for (var asked = 0; asked < MaxQuestions; asked++)
        {
            var entered = HostPrompt.AskFor<SecureString>(
                _command.Host,
                Messages.InteractiveCaption,
                Messages.InteractiveMessage.With(request.Uri.AbsoluteUri),
                Messages.InteractiveField,
                Messages.InteractiveImpossible.With(page));
            var answer = Secret.ToPlainText(entered).Trim();
            if (answer.Length > 0)
            {
                return !Uri.TryCreate(answer, UriKind.Absolute, out var address) ? answer
                    : request.CanBeAnsweredBy(address.Query) ? AuthorizationRequest.ReadCode(address.Query)
                    : throw CentryException.Invalid(Messages.AuthorizationOfAnother);
            }
        }

        throw CentryException.Invalid(Messages.InteractiveNoCode, page);
    }
}
