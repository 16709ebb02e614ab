using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Runspace;
using CentryPS.Session;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes the ids of the objects that a command is about and the session can see, by their beginning or by a part of what
/// one knows them by. Says nothing where there is no session, or where Centry does not answer at once.
/// </summary>
public sealed class IdCompleter : WordCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound)
    {
        var session = bound[nameof(CentrySessionCommand.Session)].Unwrap() as CentrySession ?? DefaultSession.GetAtPrompt();
        return session is null || FindResource(command) is not { } resource ? [] : RecentObjects.Of(session, resource)
            .Where(item => item.Id!.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                || CultureInfo.InvariantCulture.CompareInfo.IndexOf(item.Label, word, CompareOptions.OrdinalIgnoreCase) >= 0)
            .Select(item => new CompletionResult(item.Id, $"{item.Id} {item.Label}", CompletionResultType.ParameterValue, item.Label));
    }

    // A cmdlet says itself which resource it is about.
    private static ICentryResource? FindResource(string command)
    {
        var name = command.Split('\\').Last();
        var cmdlet = typeof(IdCompleter).Assembly.GetExportedTypes().FirstOrDefault(type =>
            type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet
            && string.Equals(name, $"{cmdlet.VerbName}-{cmdlet.NounName}", StringComparison.OrdinalIgnoreCase));
        return cmdlet is null ? null : (Activator.CreateInstance(cmdlet) as IResourceCommand)?.Resource;
    }
}
