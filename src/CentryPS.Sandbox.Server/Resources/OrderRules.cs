using System.Text.Json.Nodes;

namespace CentryPS.Sandbox.Server.Resources;

/// <summary>What an order accepts, and what it has though nobody sent it.</summary>
internal static class OrderRules
{
    private static readonly string[] Statuses =
        ["pending", "shipped", "received", "cancelled", "cancelled_before_shipping", "cancelled_after_shipping"];

    /// <inheritdoc cref="Resource.Check"/>
    public static JsonObject Check(JsonObject sent) => sent["_status"] is not { } status || Statuses.Contains(status.ToString())
        ? []
        : new JsonObject { ["_status"] = new JsonArray("no está incluido en la lista") };

    /// <inheritdoc cref="Resource.Complete"/>
    public static void Complete(JsonObject order, string company) => order["company_id"] ??= company;
}
