using CentryPS.Api;
using CentryPS.Commands.Base;
using CentryPS.Models;
using CentryPS.Notifications;

namespace CentryPS.Commands.Pipeline;

/// <summary>Asks Centry what changed while nothing listened, and queues a notification for each change.</summary>
internal sealed class CatchUpRun(CentrySessionCommand command, INotificationQueue queue)
{
    /// <summary>Queues the changes since a point in time.</summary>
    /// <param name="point">The time since which to ask.</param>
    /// <param name="topics">The topics; null for all.</param>
    /// <param name="end">A task whose completion ends the run early.</param>
    public void Run(CatchUpPoint point, CentryTopic[]? topics, Task end)
    {
        if (command.Time.GetUtcNow() - point.Since > Inbox.Redelivery)
        {
            command.WriteWarning(Messages.CatchUpDeleted.With(point.Since.ToLocalTime()));
        }

        var isComplete = Queue("orders.json", CentryTopic.OrderSave) & Queue("products.json", CentryTopic.ProductSave);
        if (isComplete)
        {
            point.Complete(command.WriteWarning);
        }
        else if (!end.IsCompleted)
        {
            command.WriteWarning(Messages.CatchUpIncomplete.With(point.Since.ToLocalTime()));
        }

        bool Queue(string path, CentryTopic topic)
        {
            var isQueued = topics?.Contains(topic) == false;
            if (!isQueued)
            {
                command.ForInput(path, () => isQueued = command.Await(TryQueueAsync(path, topic, point.Since, end)));
            }

            return isQueued;
        }
    }

    private async Task<bool> TryQueueAsync(string path, CentryTopic topic, DateTimeOffset since, Task end)
    {
        var pages = Endpoint.List(path, [new("updated_at_gte", ListQuery.Text(since))], command.Caller);
        while (!pages.IsComplete)
        {
            var page = await pages.NextAsync().ConfigureAwait(false);
            var ids = page.Cast<IDictionary<string, object?>>().Select(item => (string)item["_id"]!);
            var accepted = Task.WhenAll(ids.Select(id => AcceptAsync(topic, id)));
            var first = await Task.WhenAny(accepted, end).ConfigureAwait(false);
            if (first != accepted || (await accepted.ConfigureAwait(false)).Any(reason => reason is not null))
            {
                return false;
            }
        }

        return true;
    }

    private Task<string?> AcceptAsync(CentryTopic topic, string id)
    {
        var notification = NotificationBuilder.Build(topic, id);
        notification.ReceivedAt = command.Time.GetUtcNow();
        return queue.AcceptAsync(notification, command.Stop);
    }
}
