using System.Management.Automation;
using System.Management.Automation.Host;

namespace CentryPS.Commands.Runspace;

/// <summary>Questions to the person at the prompt.</summary>
internal static class HostPrompt
{
    /// <summary>Whether what a host writes is for a person who reads it now: not for a file, a pipe or another machine.</summary>
    public static bool IsShown(PSHost host) => host.Name != Browser.RemoteHost && !(host.Name == "ConsoleHost" && Console.IsOutputRedirected);

    /// <summary>Asks.</summary>
    /// <param name="question">The question.</param>
    /// <param name="impossible">What the error says where the host cannot ask.</param>
    /// <exception cref="CentryException">The host cannot ask.</exception>
    public static T Ask<T>(Func<T> question, Func<string> impossible)
    {
        try
        {
            return question();
        }
        catch (Exception exception) when (exception is NotImplementedException or NotSupportedException or PSInvalidOperationException or HostException)
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, impossible(), exception);
        }
    }
}
