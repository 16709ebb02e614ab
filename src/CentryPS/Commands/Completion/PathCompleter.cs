using System.Collections;
using System.Management.Automation;
using CentryPS.Api;

namespace CentryPS.Commands.Completion;

/// <summary>Completes the paths of the API: its collections, and behind <c>orders/</c> and <c>webhooks/</c> the objects that the session can see.</summary>
public sealed class PathCompleter : ObjectCompleter
{
    // Source: what Centry documents and its own clients call.
    private static readonly string[] Collections =
    [
        "orders", "webhooks", "products", "variants", "warehouses", "variant_warehouses", "integration_configs",
        "brands", "categories", "colors", "sizes", "company_info", "user_info",
    ];

    private protected override IEnumerable<CompletionResult> Complete(string word, string command, IDictionary bound)
    {
        var slash = word.IndexOf('/');
        return slash < 0
            ? Collections.Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(name => Offer($"{name}.json", $"{name}.json", $"/conexion/v1/{name}.json"))
            : word.Substring(0, slash) switch
            {
                "orders" => Items(Orders.Resource, "orders/", word, bound),
                "webhooks" => Items(Webhooks.Resource, "webhooks/", word, bound),
                _ => [],
            };
    }

    private static IEnumerable<CompletionResult> Items(ICentryResource resource, string folder, string word, IDictionary bound) =>
        Objects(resource, bound, word.Substring(folder.Length))
            .Select(item => Offer($"{folder}{item.Id}.json", $"{folder}{item.Id}.json {item.Description}", item.Description));
}
