using System.Management.Automation;
using CentryPS.Api;

namespace CentryPS.Commands.Completion;

/// <summary>Completes ids, also from a part of a text that a user recognizes, such as a buyer's name.</summary>
public sealed class IdCompleter : ObjectCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request)
    {
        var isWebhook = request.Command.EndsWith("-CentryWebhook", StringComparison.OrdinalIgnoreCase);
        return Offer(isWebhook ? Webhooks.Resource : Orders.Resource, request, request.Word, id => id);
    }
}
