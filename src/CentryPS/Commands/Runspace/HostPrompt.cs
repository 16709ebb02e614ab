using System.Collections.ObjectModel;
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

    /// <summary>Asks for the ids of objects, as the engine asks for a mandatory parameter.</summary>
    /// <param name="host">The host.</param>
    /// <param name="command">The command that needs them.</param>
    /// <exception cref="CentryException">The host cannot ask, or no id is given.</exception>
    public static string[] AskForIds(PSHost host, string command)
    {
        var field = new FieldDescription("Id");
        field.SetParameterType(typeof(string[]));
        var answers = Ask(() => host.UI.Prompt(command, Messages.IdQuestion, new Collection<FieldDescription> { field }), () => Messages.IdMissing.With(command));
        return LanguagePrimitives.ConvertTo<string[]>(answers["Id"]) is { Length: > 0 } ids ? ids : throw CentryException.Invalid(Messages.IdNotGiven, command);
    }
}
