using System.Collections;
using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Commands.Base;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the ids of the objects that a command is about, by their beginning or by a part of what one knows them by, such as a buyer's name.</summary>
public sealed class IdCompleter : ObjectCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound) =>
        FindResource(command) is { } resource ? Ids(resource, bound, word) : [];

    // A cmdlet says itself which resource it is about.
    private static ICentryResource? FindResource(string command) =>
        FindCmdlet(command) is { } cmdlet ? (Activator.CreateInstance(cmdlet) as IResourceCommand)?.Resource : null;
}
