using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
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

    /// <summary>Starts to listen, if the redirect URI is one of this machine and the browser runs here.</summary>
    /// <exception cref="CentryException">The redirect URI cannot work, or its port is in use.</exception>
    public AuthorizationFlow(CentryCommand command, string redirectUri, TimeProvider time)
    {
        _command = command;

        // If the host can ask, but cannot open a browser, the browser runs on another machine, with another loopback.
        var isLocal = Browser.IsHere(command.Host) || !Browser.IsAttended(command.Host);
        var redirect = LoopbackRedirect.Parse(redirectUri);
        _listener = redirect is not null && isLocal ? new RedirectListener(redirect, time) : null;
        RedirectUri = _listener is null ? redirectUri : redirect!.With(_listener.Address.Port);
    }

    /// <summary>The redirect URI, with the port of the listener.</summary>
    public string RedirectUri { get; }

    /// <summary>Opens or shows the page of a request, and waits for the code.</summary>
    /// <exception cref="CentryException">The user did not authorize the application, or cannot be asked.</exception>
    public string GetCode(AuthorizationRequest request)
    {
        if (Browser.IsHere(_command.Host))
        {
            Browser.Open(request.Uri);
        }

        if (_listener is null)
        {
            return Ask(_command.Host, request);
        }

        _command.WriteVerbose(Messages.VerboseListening.With(_listener.Address));
        var text = Messages.InteractiveWait.With(request.Uri.AbsoluteUri, RedirectListener.Timeout.TotalMinutes);
        _command.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]);
        return AuthorizationRequest.ReadCode(_command.Await(_listener.WaitAsync(request, _command.Stop)));
    }

    public void Dispose() => _listener?.Dispose();

    // Asks for the code, or for the address of the page with the code.
    private static string Ask(PSHost host, AuthorizationRequest request)
    {
        for (var asked = 0; asked < MaxQuestions; asked++)
        {
            if (Secret.ToPlainText(AskOnce(host, request)).Trim() is { Length: > 0 } answer)
            {
                return Uri.TryCreate(answer, UriKind.Absolute, out var address) ? Read(address, request) : answer;
            }
        }

        throw CentryException.Invalid(Messages.InteractiveNoCode, request.PlainUri.AbsoluteUri);
    }

    private static string Read(Uri address, AuthorizationRequest request) => request.CanBeAnsweredBy(address.Query)
        ? AuthorizationRequest.ReadCode(address.Query)
        : throw CentryException.Invalid(Messages.AuthorizationOfAnother);

    private static SecureString AskOnce(PSHost host, AuthorizationRequest request)
    {
        // If its input ends in a prompt for a secret, the console ends the whole script without an error.
        if (host.Name == "ConsoleHost" && Console.IsInputRedirected)
        {
            throw CentryException.Invalid(Messages.InteractiveImpossible, request.PlainUri.AbsoluteUri);
        }

        var field = new FieldDescription(Messages.InteractiveField);
        field.SetParameterType(typeof(SecureString));
        var answers = HostPrompt.Ask(
            () => host.UI.Prompt(
                Messages.InteractiveCaption,
                Messages.InteractiveMessage.With(request.Uri.AbsoluteUri),
                new Collection<FieldDescription> { field }),
            () => Messages.InteractiveImpossible.With(request.PlainUri.AbsoluteUri));
        return (SecureString)answers[Messages.InteractiveField].BaseObject;
    }
}
