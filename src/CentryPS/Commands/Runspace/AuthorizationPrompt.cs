using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace CentryPS.Commands.Runspace;

/// <summary>Asks the person at the prompt to authorize the application and for the code that Centry then shows.</summary>
internal static class AuthorizationPrompt
{
    /// <exception cref="CentryException">The host cannot ask.</exception>
    public static SecureString Ask(PSHost host, Uri authorize)
    {
        if (IsAttended(host))
        {
            Open(authorize);
        }

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
