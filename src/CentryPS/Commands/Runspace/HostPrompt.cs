using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace CentryPS.Commands.Runspace;

/// <summary>Questions to the user of a host.</summary>
internal static class HostPrompt
{
    /// <summary>
    /// Determines whether the user typed a command at a prompt and sees its output: no script, job or profile runs it,
    /// and the output goes to no file, pipe or other machine.
    /// </summary>
    public static bool IsTyped(PSCmdlet cmdlet) => cmdlet.MyInvocation.CommandOrigin == CommandOrigin.Runspace
        && Browser.IsAttended(cmdlet.Host)
        && cmdlet.Host.Name != Browser.RemoteHost
        && !(cmdlet.Host.Name == "ConsoleHost" && Console.IsOutputRedirected);

    /// <summary>Asks a question. If the host cannot, throws an error with the second message.</summary>
    public static T Ask<T>(Func<T> question, Func<string> impossible)
    {
        try
        {
            return question();
        }
        catch (Exception exception) when (exception is NotImplementedException or NotSupportedException
            or PSInvalidOperationException or HostException)
        {
            throw new CentryException(CentryErrorCode.InvalidRequest, impossible(), exception);
        }
    }

    /// <summary>Asks for the id and the secret of the application.</summary>
    /// <exception cref="CentryException">The host cannot ask, or the user enters no credential.</exception>
    public static PSCredential AskForCredential(PSHost host) =>
        Ask(
            () => host.UI.PromptForCredential(
                Messages.CredentialCaption,
                Messages.CredentialMessage,
                userName: null,
                targetName: string.Empty),
            () => Messages.CredentialMissing)
        ?? throw CentryException.Invalid(Messages.CredentialMissing);

    /// <summary>Asks for the ids of objects, as PowerShell asks for a mandatory parameter.</summary>
    /// <exception cref="CentryException">The host cannot ask, or the user enters no id.</exception>
    public static string[] AskForIds(PSHost host, string command)
    {
        var field = new FieldDescription("Id");
        field.SetParameterType(typeof(string[]));
        var answers = Ask(
            () => host.UI.Prompt(command, Messages.IdQuestion, new Collection<FieldDescription> { field }),
            () => Messages.IdMissing.With(command));
        return LanguagePrimitives.ConvertTo<string[]>(answers["Id"]) is { Length: > 0 } ids
            ? ids
            : throw CentryException.Invalid(Messages.IdNotGiven, command);
    }
}
