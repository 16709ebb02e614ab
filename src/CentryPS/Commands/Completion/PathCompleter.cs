using System.Management.Automation;
using CentryPS.Api;

namespace CentryPS.Commands.Completion;

/// <summary>
/// Completes the paths of the API: its collections, and the session's objects below <c>orders/</c> and
/// <c>webhooks/</c>.
/// </summary>
public sealed class PathCompleter : ObjectCompleter
{
    // Source: Centry's documentation and its own clients.
    private static readonly string[] Collections =
    [
        "orders", "webhooks", "products", "variants", "warehouses", "variant_warehouses", "integration_configs",
        "brands", "categories", "colors", "sizes", "company_info", "user_info",
    ];

    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request) =>
        request.Word.Split(['/'], 2) switch
        {
            [var word] => Collections.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(name => Offer($"{name}.json", $"/conexion/v1/{name}.json")),
            ["orders", var word] => Offer(Orders.Resource, request, word, id => $"orders/{id}.json"),
            ["webhooks", var word] => Offer(Webhooks.Resource, request, word, id => $"webhooks/{id}.json"),
            _ => [],
        };
}
