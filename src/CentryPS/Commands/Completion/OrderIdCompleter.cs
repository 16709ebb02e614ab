using System.Collections;
using System.Management.Automation;
using CentryPS.Api;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the id of an order for a command that is about something else.</summary>
public sealed class OrderIdCompleter : ObjectCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound) => Ids(Orders.Resource, bound, word);
}
