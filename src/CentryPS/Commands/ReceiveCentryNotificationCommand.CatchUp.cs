using CentryPS.Api;
using CentryPS.Models;
using CentryPS.Notifications;

namespace CentryPS.Commands;

/// <content>What changed while nobody listened: asked of Centry, and received as if it had been brought.</content>
public sealed partial class ReceiveCentryNotificationCommand
{
    private CatchUpPoint? FindCatchUp()
    {
        if (!CatchUp)
        {
            return Since is null ? null : throw CentryException.InvalidForAll(Messages.SinceNeedsCatchUp);
        }

        return CatchUpPoint.Find(Since, _queue as Inbox, Time.GetUtcNow(), WriteWarning) ?? throw CentryException.InvalidForAll(Messages.CatchUpNeedsSince);
    }

    private void AskWhatChanged(CatchUpPoint point)
    {
        if (Time.GetUtcNow() - point.Since > Inbox.Redelivery)
        {
            WriteWarning(Messages.CatchUpDeleted.With(point.Since.ToLocalTime()));
        }

        var isComplete = Ask(point, "orders.json", CentryTopic.OrderSave) & Ask(point, "products.json", CentryTopic.ProductSave);
        if (isComplete)
        {
            point.Done(WriteWarning);
        }
        else if (!_end!.IsCompleted)
        {
            WriteWarning(Messages.CatchUpIncomplete.With(point.Since.ToLocalTime()));
        }
    }

    private bool Ask(CatchUpPoint point, string path, CentryTopic topic)
    {
        var isComplete = Topic?.Contains(topic) == false;
        if (!isComplete)
        {
            ForInput(path, () => isComplete = TryAsk(point, path, topic));
        }

        return isComplete;
    }

    private bool TryAsk(CatchUpPoint point, string path, CentryTopic topic)
    {
        var pages = Endpoint.List(path, [new("updated_at_gte", ListQuery.Text(point.Since))], Caller);
        while (!pages.IsComplete)
        {
            var page = Await(pages.NextAsync()).Cast<IDictionary<string, object?>>().Select(item => Change(topic, (string)item["_id"]!));
            var kept = Task.WhenAll(page.Select(change => _queue!.AcceptAsync(change, Stop)));
            if (Await(Task.WhenAny(kept, _end!)) != kept || !kept.Result.All(isKept => isKept))
            {
                return false;
            }
        }

        return true;
    }

    private CentryNotification Change(CentryTopic topic, string id) => new()
    {
        Topic = topic,
        OrderId = topic == CentryTopic.OrderSave ? id : null,
        ProductId = topic == CentryTopic.ProductSave ? id : null,
        ReceivedAt = Time.GetUtcNow(),
    };
}
