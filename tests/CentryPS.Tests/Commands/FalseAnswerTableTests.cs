using System.Text.Json;
using System.Text.Json.Nodes;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Tests.Commands;

/// <summary>
/// The table of false responses shows what each command reports and what the server stores afterwards.
/// </summary>
/// <remarks>
/// A cell has the reported result (<c>ok</c>, <c>warning</c> or an error code), and <c>✓</c> if the server has applied
/// the change. It is empty if the fault applies to no request of the command. The pages in docs show the table.
/// </remarks>
public sealed class FalseAnswerTableTests : IDisposable
{
    private const string Desired = "@{ CallbackUrl = 'https://TIENDA.example'; Topic = 'OrderSave' }";

    private static readonly (string Name, string Script)[] Commands =
    [
        ("Get-CentryOrder -Id", "Get-CentryOrder $order"),
        ("Get-CentryOrder", "Get-CentryOrder -Status pending"),
        ("Get-CentryWebhook", "Get-CentryWebhook -CreatedBefore 2020-01-01"),
        ("Set-CentryOrder", "Set-CentryOrder $order -BuyerDni nuevo"),
        ("Set-CentryOrder -OnlyChanged", "Set-CentryOrder $order -BuyerDni nuevo -OnlyChanged"),
        ("Set-CentryOrder -MatchBy", "[pscustomobject] @{ number_origin = $number; buyer_dni = 'nuevo' } | Set-CentryOrder -MatchBy NumberOrigin"),
        ("Set-CentryWebhook", "Set-CentryWebhook $webhook -CallbackUrl https://TIENDA.example"),
        ("Remove-CentryWebhook", "Remove-CentryWebhook $webhook -Force"),
        ("New-CentryWebhook", "New-CentryWebhook https://TIENDA.example -Topic OrderSave"),
        ("Compare-CentryWebhook", $"{Desired} | Compare-CentryWebhook -CallbackUrl http*"),
        ("Sync-CentryWebhook", $"{Desired} | Sync-CentryWebhook -CallbackUrl http*"),
        ("Sync-CentryWebhook -Prune", "Sync-CentryWebhook @() -CallbackUrl 'https://tienda1.example/*' -Prune -AllowEmpty -Confirm:$false"),
    ];

    private static readonly FaultKind[] Faults =
    [
        FaultKind.IgnoreFilter, FaultKind.OtherObject, FaultKind.StaleAnswer, FaultKind.NormalForm, FaultKind.ShortPage, FaultKind.Duplicate, FaultKind.KeepDeleted,
    ];

    private readonly PowerShellHost _shell = new();

    public void Dispose() => _shell.Dispose();

    private static readonly string[] Pages = ["docs/testing.md", "docs/testing.es.md"];

    [Fact]
    public async Task Table_shows_the_reported_and_the_actual_state_after_each_false_response()
    {
        var table = new List<string>
        {
            Row(string.Empty, Faults.Select(fault => $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(fault == FaultKind.Duplicate ? "Double" : fault.ToString())}`")),
            Row("---", Faults.Select(_ => "---")),
        };
        foreach (var command in Commands)
        {
            var cells = new List<string>();
            foreach (var fault in Faults)
            {
                cells.Add(await RunAsync(command.Script, fault));
            }

            table.Add(Row($"`{command.Name}`", cells));
        }

        var text = string.Join('\n', table);
        Assert.All(Pages, page => Assert.Contains(text, File.ReadAllText(Path.Combine(PowerShellHost.Root, page)).ReplaceLineEndings("\n")));
    }

    private static string Row(string name, IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Prepend(name))} |".Replace("  ", " ");

    private async Task<string> RunAsync(string script, FaultKind fault)
    {
        await using var centry = await SandboxServer.StartAsync();
        _shell.Use(Client.Sessions(centry.BaseUri, new RunningClock()).WithAccessToken(centry.AccessToken));
        _shell.Set("order", (string?)centry.Orders.All()[0]["_id"]);
        _shell.Set("number", (string?)centry.Orders.All()[3]["number_origin"]);
        _shell.Set("webhook", (string?)centry.Webhooks.All()[0]["_id"]);
        centry.Faults.Add(new Fault { Kind = fault });
        var before = State(centry);

        _shell.Run(script);

        var reported = _shell.Errors.Count > 0 ? _shell.Errors[0].FullyQualifiedErrorId.Split(',')[0] : _shell.Warnings.Count > 0 ? "warning" : "ok";
        return centry.Faults.Left.Count > 0 ? string.Empty : reported + (State(centry) == before ? string.Empty : " ✓");
    }

    private static string State(SandboxServer centry) =>
        string.Join('\n', new[] { centry.Orders, centry.Webhooks }.SelectMany((ObjectStore store) => store.All()).Select((JsonObject item) => item.ToJsonString()));
}
