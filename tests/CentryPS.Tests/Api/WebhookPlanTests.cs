using CentryPS.Api;

namespace CentryPS.Tests.Api;

public sealed class WebhookPlanTests
{
    private const string Shop = "https://tienda.example/avisos";

    private static readonly Func<string, bool> Everywhere = _ => true;

    [Fact]
    public void Plan_creates_a_missing_webhook_with_the_topics_of_all_its_rows()
    {
        CentryWebhook[] desired = [Webhook(null, Shop, CentryTopic.OrderSave), Webhook(null, "HTTPS://TIENDA.example:443/avisos", CentryTopic.ProductSave, CentryTopic.OrderSave)];

        var step = Assert.Single(Plan(desired));

        Assert.Equal((CentryWebhookAction.Create, Shop, (string?)null), (step.Action, step.CallbackUrl, step.Id));
        Assert.Equal([CentryTopic.ProductSave, CentryTopic.OrderSave], step.Topic);
        Assert.Empty(step.CurrentTopic);
    }

    [Fact]
    public void Plan_adopts_an_existing_webhook_and_changes_only_the_topics_that_differ()
    {
        var step = Assert.Single(Plan([Webhook(null, Shop, CentryTopic.OrderSave, CentryTopic.OrderDelete)], Webhook("1", "https://Tienda.example:443/avisos", CentryTopic.OrderSave, CentryTopic.ProductSave)));

        Assert.Equal((CentryWebhookAction.Update, "1", "-ProductSave +OrderDelete"), (step.Action, step.Id, step.Reason));
        Assert.Equal("https://Tienda.example:443/avisos", step.CallbackUrl);
        Assert.Equal(
            [new("on_product_save", false), new("on_order_delete", true)],
            WebhookStep.Attributes(step));
    }

    [Fact]
    public void Plan_leaves_a_webhook_that_is_as_desired_unchanged()
    {
        var step = Assert.Single(Plan([Webhook(null, Shop, CentryTopic.OrderSave)], Webhook("1", Shop, CentryTopic.OrderSave)));

        Assert.Equal((CentryWebhookAction.None, "1", null), (step.Action, step.Id, step.Reason));
        Assert.Empty(WebhookStep.Attributes(step));
    }

    [Fact]
    public void Plan_without_a_scope_ignores_webhooks_that_are_not_desired() =>
        Assert.Empty(new WebhookPlan([], isInScope: null, prunes: true).For([Webhook("1", Shop)]));

    [Theory]
    [InlineData(true, CentryWebhookAction.Remove)]
    [InlineData(false, CentryWebhookAction.None)]
    public void Plan_reports_webhooks_in_scope_that_are_not_desired_and_removes_them_only_when_pruning(bool prunes, CentryWebhookAction action)
    {
        var steps = new WebhookPlan([], url => url == Shop, prunes).For([Webhook("1", Shop, CentryTopic.OrderSave), Webhook("2", "https://otra.example/")]);

        var step = Assert.Single(steps);
        Assert.Equal((action, "1", null), (step.Action, step.Id, step.DuplicateOf));
        Assert.Equal([CentryTopic.OrderSave], step.CurrentTopic);
        Assert.Equal(prunes ? [] : [CentryTopic.OrderSave], step.Topic);
        Assert.Equal(prunes ? "not desired" : "not desired; only -Prune removes it", step.Reason);
    }

    [Fact]
    public void Plan_keeps_the_oldest_of_several_webhooks_with_one_callback_URL()
    {
        CentryWebhook[] there = [Webhook("a", Shop), Webhook("b", Shop), Webhook("c", Shop), Webhook("d", Shop)];
        there[1].CreatedAt = DateTimeOffset.UnixEpoch;
        there[2].CreatedAt = DateTimeOffset.UnixEpoch.AddDays(1);

        var steps = new WebhookPlan([Webhook(null, Shop)], Everywhere, prunes: true).For(there);

        Assert.Equal(["b None ", "c Remove b", "a Remove b", "d Remove b"], steps.Select(step => $"{step.Id} {step.Action} {step.DuplicateOf}"));
        Assert.Equal("duplicate of b", steps[1].Reason);
    }

    [Fact]
    public void Plan_does_not_remove_a_webhook_listed_twice_as_its_own_duplicate()
    {
        var steps = new WebhookPlan([Webhook(null, Shop)], Everywhere, prunes: true)
            .For([Webhook("1", Shop), Webhook("2", "https://vieja.example/"), Webhook("1", Shop), Webhook("2", "https://vieja.example/otra")]);

        Assert.Equal(["1 None " + Shop, "2 Remove https://vieja.example/otra"], steps.Select(step => $"{step.Id} {step.Action} {step.CallbackUrl}"));
    }

    [Theory]
    [InlineData("https://tienda.example/h?s=1", "https://tienda.example/h?s=1", "https://tienda.example/h/s=1")]
    [InlineData("HTTPS://tienda.example:443/h[1]", "https://tienda.example/h[1]", "https://tienda.example/h1")]
    public void Plan_treats_a_scope_that_equals_a_callback_URL_as_literal(string scope, string there, string other)
    {
        var isDesired = new WebhookPlan([Webhook(null, there)], Everywhere, prunes: true) { Literal = scope };
        var isThere = new WebhookPlan([], Everywhere, prunes: true) { Literal = scope };
        var isNeither = new WebhookPlan([], Everywhere, prunes: true) { Literal = scope };

        Assert.Equal(["Create"], isDesired.For([Webhook("1", other)]).Select(step => $"{step.Action}"));
        Assert.Equal(["2 Remove"], isThere.For([Webhook("1", other), Webhook("2", there)]).Select(step => $"{step.Id} {step.Action}"));
        Assert.Equal(["1 Remove"], isNeither.For([Webhook("1", other)]).Select(step => $"{step.Id} {step.Action}"));
    }

    [Fact]
    public void Plan_keeps_duplicates_without_prune_or_without_a_scope()
    {
        foreach (var plan in new[] { new WebhookPlan([Webhook(null, Shop)], Everywhere, prunes: false), new WebhookPlan([Webhook(null, Shop)], isInScope: null, prunes: true) })
        {
            var steps = plan.For([Webhook("1", Shop), Webhook("2", Shop)]);

            Assert.Equal(["1 None ", "2 None 1"], steps.Select(step => $"{step.Id} {step.Action} {step.DuplicateOf}"));
            Assert.Equal("duplicate of 1; only -Prune removes it", steps[1].Reason);
        }
    }

    [Fact]
    public void Plan_lists_removals_last_and_the_rest_in_the_desired_order()
    {
        var steps = new WebhookPlan([Webhook(null, "https://z.example/"), Webhook(null, "https://a.example/"), Webhook(null, Shop, CentryTopic.OrderSave)], Everywhere, prunes: true)
            .For([Webhook("1", "https://vieja.example/"), Webhook("2", Shop), Webhook("3", "https://z.example"), Webhook("4", "https://z.example/")]);

        Assert.Equal(["3 None", " Create", "2 Update", "4 Remove", "1 Remove"], steps.Select(step => $"{step.Id} {step.Action}"));
    }

    private static IReadOnlyList<CentryWebhookDifference> Plan(CentryWebhook[] desired, params CentryWebhook[] there) =>
        new WebhookPlan(desired, isInScope: null, prunes: false).For(there);

    private static CentryWebhook Webhook(string? id, string url, params CentryTopic[] topics) => new() { Id = id, CallbackUrl = url, Topic = topics };
}
