using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace CentryPS.Commands.Runspace;

internal static class HostPrompt
{
    /// <summary>
    /// True if the user typed a command at a prompt and sees its output: no script, job or profile runs it, and the
    /// output goes to no file, pipe or other machine.
    /// </summary>
    public static bool IsTyped(PSCmdlet cmdlet) => cmdlet.MyInvocation.CommandOrigin == CommandOrigin.Runspace
        && Browser.IsAttended(cmdlet.Host)
        && cmdlet.Host.Name != Browser.RemoteHost
        && !(cmdlet.Host.Name == "ConsoleHost" && Console.IsOutputRedirected);

    public static PSCredential AskForCredential(PSHost host) =>
        Ask(
            () => host.UI.PromptForCredential(
                Messages.CredentialCaption,
                Messages.CredentialMessage,
                userName: null,
                targetName: string.Empty),
            Messages.CredentialMissing)
        ?? throw CentryException.Invalid(Messages.CredentialMissing);

    /// <summary>Asks for the ids of objects, as PowerShell asks for a mandatory parameter.</summary>
    public static string[] AskForIds(PSHost host, string command)
    {
        var ids = AskFor<string[]>(host, command, Messages.IdQuestion, "Id", Messages.IdMissing.With(command));
        return ids is { Length: > 0 } ? ids : throw CentryException.Invalid(Messages.IdNotGiven, command);
    }

    /// <summary>Asks for the value of a field. If the host cannot, throws an error with the last message.</summary>
    public static T AskFor<T>(PSHost host, string caption, string message, string field, string impossible)
    {
        var description = new FieldDescription(field);
        description.SetParameterType(typeof(T));
        var answer = Ask(
            () => host.UI.Prompt(caption, message, new Collection<FieldDescription> { description })[field],
            impossible);
        return LanguagePrimitives.ConvertTo<T>(answer);
    }

    private static T Ask<T>(Func<T> question, string impossible)
    {
        try
        {
            return question();
        }
        catch (Exception exception) when (exception is NotImplementedException or NotSupportedException
            or PSInvalidOperationException or HostException)
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, impossible, exception);
        }
    }
}
