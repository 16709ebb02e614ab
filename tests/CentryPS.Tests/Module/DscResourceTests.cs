using System.Text.Json.Nodes;

namespace CentryPS.Tests.Module;

/// <summary>The operations of the DSC resource <c>CentryPS/Webhook</c>, as its manifest declares them.</summary>
public sealed class DscResourceTests : DscTest
{
    [Fact]
    public void Instance_is_created_tested_changed_and_removed()
    {
        Assert.Equal(State(exist: false), One("get", Desired()));
        Assert.Equal(State(exist: false, isDesired: false), One("test", Desired("OrderSave")));

        var created = One("set", Desired("OrderSave"));
        var id = (string?)Centry.Webhooks.All()[^1]["_id"];
        Assert.Equal(State(id: id, topics: ["OrderSave"]), created);
        Assert.Equal(State(id: id, topics: ["OrderSave"]), One("get", Desired()));
        Assert.Equal(State(id: id, topics: ["OrderSave"], isDesired: true), One("test", Desired("OrderSave")));
        Assert.Equal(State(id: id, topics: ["OrderSave"], isDesired: true), One("test", Desired()));
        Assert.Equal(State(id: id, topics: ["OrderSave"], isDesired: false), One("test", Desired([])));
        Assert.Equal(State(id: id, topics: ["OrderSave"], isDesired: false), One("test", Desired(exist: false)));

        Assert.Equal(State(id: id, topics: []), One("set", Desired([])));
        Assert.Equal(State(id: id, topics: []), One("set", Desired()));
        Assert.Equal(State(exist: false), One("set", Desired(exist: false)));
        Assert.Equal(State(exist: false, isDesired: true), One("test", Desired(exist: false)));
        Assert.Equal(3, Centry.Webhooks.Count);
    }

    [Fact]
    public void Second_set_makes_no_change()
    {
        One("set", Desired("OrderSave"));
        Centry.ClearRequests();

        One("set", Desired("OrderSave"));

        Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void WhatIf_returns_the_state_after_set_and_makes_no_change()
    {
        Assert.Equal(State(topics: ["OrderSave"]), One("whatIf", Desired("OrderSave")));
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });
        var id = (string?)Centry.Webhooks.All()[^1]["_id"];
        Assert.Equal(State(id: id, topics: ["OrderSave"]), One("whatIf", Desired("OrderSave")));
        Assert.Equal(State(exist: false), One("whatIf", Desired(exist: false)));

        Assert.DoesNotContain(Centry.Requests, request => request.Method != "GET");
        Assert.Equal(4, Centry.Webhooks.Count);
    }

    [Fact]
    public void Export_writes_one_line_per_instance_and_reports_duplicates()
    {
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = "https://tienda1.example:443/centry/avisos" });

        var lines = Call("export", input: null);

        Assert.Equal(
            [
                """{"callbackUrl":"https://tienda1.example/centry/avisos","topic":["ProductSave","OrderSave"]}""",
                """{"callbackUrl":"https://tienda2.example/centry/avisos","topic":[]}""",
                """{"callbackUrl":"https://tienda3.example/centry/avisos","topic":["ProductSave"]}""",
            ],
            lines);
        Assert.Contains("is a duplicate of", (string?)Read(Assert.Single(Traces))["warn"]);
    }

    [Fact]
    public void Test_warns_of_each_duplicate_and_ignores_it_in_the_result()
    {
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url, ["on_order_save"] = true });
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url, ["on_order_save"] = true });
        string[] ids = [.. Centry.Webhooks.All().TakeLast(2).Select(webhook => (string)webhook["_id"]!)];

        Assert.Equal(State(id: ids[0], topics: ["OrderSave"], isDesired: true), One("test", Desired("OrderSave")));

        var warning = (string?)Read(Assert.Single(Traces))["warn"];
        Assert.Contains($"{ids[1]} is a duplicate of {ids[0]}", warning);
        Assert.Contains($"Remove-CentryWebhook {ids[1]}", warning);
        Assert.DoesNotContain("-Prune", warning);
    }

    [Fact]
    public void Test_does_not_warn_of_duplicates_when_the_webhook_should_not_exist()
    {
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });

        One("test", Desired(exist: false));

        Assert.Empty(Traces);
    }

    [Fact]
    public void Absent_instance_removes_every_webhook_with_its_callback_URL()
    {
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });

        One("set", Desired(exist: false));

        Assert.Equal(3, Centry.Webhooks.Count);
    }

    [Fact]
    public void Webhook_that_Centry_does_not_remove_is_not_reported_as_removed()
    {
        Centry.Webhooks.Add(new JsonObject { ["callback_url"] = Url });
        Centry.Faults.Add(new Fault { Kind = FaultKind.KeepDeleted });
        Assert.Empty(Call("set", Desired(exist: false), code: 1));
    }
}
