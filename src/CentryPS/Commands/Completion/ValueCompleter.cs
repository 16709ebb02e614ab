using System.Management.Automation;
using CentryPS.Api;
using CentryPS.Models;

namespace CentryPS.Commands.Completion;

/// <summary>Completes a parameter with the values that its attribute has in the objects of the session.</summary>
public sealed class ValueCompleter : ObjectCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request)
    {
        var word = request.Word.Trim('*');
        return Objects(ResourceOf(request.Parameter), request)
            .Select(item => (Item: item, Value: ValueOf(item, request.Parameter)))
            .Where(known => IsTypable(known.Value) && Contains(known.Value!, word))
            .OrderBy(known => ContainsWordStart(known.Value!, word) ? 0 : 1)
            .GroupBy(known => known.Value!)
            .Select(known => Offer(known.Key, known.First().Item.Description));
    }

    private static ICentryResource ResourceOf(string parameter) =>
        parameter is "CallbackUrl" or "Path" ? Webhooks.Resource : Orders.Resource;

    private static string? ValueOf(CentryObject item, string parameter) => (item, parameter) switch
    {
        (CentryOrder order, "Origin") => order.Origin,
        (CentryOrder order, "OriginId" or "IdOrigin") => order.IdOrigin,
        (CentryOrder order, _) => order.NumberOrigin,
        (CentryWebhook webhook, "Path") => Uri.TryCreate(webhook.CallbackUrl, UriKind.Absolute, out var uri)
            ? uri.AbsolutePath
            : null,
        (CentryWebhook webhook, _) => webhook.CallbackUrl,
        _ => null,
    };
}
