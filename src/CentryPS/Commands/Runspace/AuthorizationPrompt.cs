using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using System.Security;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>Asks the person at the prompt to authorize the application, and for the code or the address that follows.</summary>
internal static class AuthorizationPrompt
{
    private const int MostQuestions = 3;

    /// <summary>Gives the code, without the blanks and line ends that come with what is pasted.</summary>
    /// <exception cref="CentryException">The host cannot ask, the answer is empty, or the pasted address is not the response to the request.</exception>
    public static string Ask(PSHost host, AuthorizationRequest request)
    {
        for (var asked = 0; asked < MostQuestions; asked++)
        {
            if (Secret.Reveal(AskOnce(host, request)).Trim() is { Length: > 0 } answer)
            {
                return Uri.TryCreate(answer, UriKind.Absolute, out var address) ? ReadAddress(address, request) : answer;
            }
        }

        throw CentryException.Invalid(Messages.InteractiveNoCode, request.PlainUri.AbsoluteUri);
    }

    private static string ReadAddress(Uri address, AuthorizationRequest request) => request.CanBeAnsweredBy(address.Query)
        ? AuthorizationRequest.ReadCode(address.Query)
        : throw CentryException.Invalid(Messages.AuthorizationOfAnother);

    private static SecureString AskOnce(PSHost host, AuthorizationRequest request)
    {
        // The console ends the whole script, without an error, where its input ends in a prompt for a secret.
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
