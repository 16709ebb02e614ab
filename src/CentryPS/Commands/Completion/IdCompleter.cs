using System.Management.Automation;
using CentryPS.Api;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes ids, also by a part of the text by which a person recognizes an object, such as a buyer's name.
/// </summary>
public sealed class IdCompleter : ObjectCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request) =>
        Offer(ResourceOf(request.Command), request, request.Word, id => id);

    private static ICentryResource ResourceOf(string command) =>
        command.EndsWith("-CentryWebhook", StringComparison.OrdinalIgnoreCase) ? Webhooks.Resource : Orders.Resource;
}
