using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using CentryPS.Session;

namespace CentryPS.Commands.Runspace;

/// <summary>Asks the person at the prompt to authorize the application and for the code that Centry then shows.</summary>
internal static class AuthorizationPrompt
{
    private const int MostQuestions = 3;

    /// <summary>Gives the code, without the blanks and line ends that come with what is pasted.</summary>
    /// <exception cref="CentryException">The host cannot ask, or nobody answers.</exception>
    public static string Ask(PSHost host, Uri authorize)
    {
        if (IsAttended(host))
        {
            Open(authorize);
        }

        for (var asked = 0; asked < MostQuestions; asked++)
        {
            if (Secret.Reveal(AskOnce(host, authorize)).Trim() is { Length: > 0 } code)
            {
                return code;
            }
        }

        throw CentryException.Invalid(Messages.InteractiveNoCode, authorize.AbsoluteUri);
    }

    private static SecureString AskOnce(PSHost host, Uri authorize)
    {
        var field = new FieldDescription(Messages.InteractiveField);
        field.SetParameterType(typeof(SecureString));
        try
        {
            var answers = host.UI.Prompt(
                Messages.InteractiveCaption,
                Messages.InteractiveMessage.With(authorize.AbsoluteUri),
                new Collection<FieldDescription> { field });
            return (SecureString)answers[Messages.InteractiveField].BaseObject;
        }
        catch (Exception exception) when (exception is NotImplementedException or NotSupportedException or PSInvalidOperationException or HostException)
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, Messages.InteractiveImpossible.With(authorize.AbsoluteUri), exception);
        }
    }

    private static void Open(Uri authorize)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(authorize.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // There is no browser here: the prompt shows the URI.
        }
    }

    // Whether a person may sit at the host: one that runs scripts unattended has no interactive session to speak of, and
    // while a remote one is entered, the person sits elsewhere.
    private static bool IsAttended(PSHost host)
    {
        try
        {
            return host is IHostSupportsInteractiveSession { IsRunspacePushed: false };
        }
        catch (NotImplementedException)
        {
            return false;
        }
    }
}
