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
                .Select(name => Offer($"{name}.json", $"{name}.json", $"/conexion/v1/{name}.json")),
            ["orders", var word] => Items(Orders.Resource, "orders/", word, request),
            ["webhooks", var word] => Items(Webhooks.Resource, "webhooks/", word, request),
            _ => [],
        };

    private static IEnumerable<CompletionResult> Items(
        ICentryResource resource, string folder, string word, CompletionRequest request) =>
        Objects(resource, request.Bound, word)
            .Select(item => Offer($"{folder}{item.Id}.json", $"{folder}{item.Id}.json {item.Description}",
                item.Description));
}
