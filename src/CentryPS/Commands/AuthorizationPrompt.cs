using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace CentryPS.Commands;

/// <summary>Asks the person at the prompt to authorize the application and for the code that Centry then shows.</summary>
internal static class AuthorizationPrompt
{
    /// <exception cref="CentryException">The host cannot ask.</exception>
    public static SecureString Ask(PSHost host, Uri authorize)
    {
        Open(authorize);
        var field = new FieldDescription(Messages.InteractiveField);
        field.SetParameterType(typeof(SecureString));
        try
        {
            var answers = host.UI.Prompt(
                Messages.InteractiveCaption,
                Format(Messages.InteractiveMessage, authorize.AbsoluteUri),
                new Collection<FieldDescription> { field });
            return (SecureString)answers[Messages.InteractiveField].BaseObject;
        }
        catch (Exception exception) when (exception is NotImplementedException or NotSupportedException or PSInvalidOperationException or HostException)
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, Format(Messages.InteractiveImpossible, authorize.AbsoluteUri), exception);
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
            // No browser here: the address is in the prompt.
        }
    }

    private static string Format(string format, object value) => string.Format(CultureInfo.CurrentCulture, format, value);
}
