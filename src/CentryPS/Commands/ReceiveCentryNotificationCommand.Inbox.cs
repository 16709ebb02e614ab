using CentryPS.Commands.Parameters;
using CentryPS.Models;
using CentryPS.Notifications;

namespace CentryPS.Commands;

/// <content>Where notifications wait for the pipeline.</content>
public sealed partial class ReceiveCentryNotificationCommand
{
    private INotificationQueue OpenQueue()
    {
        if (InboxPath is not null)
        {
            var options = new InboxOptions(FilePath.Of(this, InboxPath), MaximumAttempt, MaximumInboxSize) { IsWanted = IsWanted };
            return new Inbox(options, Time, Arrived, text => Pump.Post(() => WriteWarning(text)));
        }

        var given = MyInvocation.BoundParameters;
        return given.ContainsKey(nameof(MaximumAttempt)) ? throw CentryException.InvalidForAll(Messages.AttemptNeedsInbox)
            : given.ContainsKey(nameof(MaximumInboxSize)) ? throw CentryException.InvalidForAll(Messages.SizeNeedsInbox)
            : new DirectQueue(Arrived);
    }

    private bool IsWanted(CentryNotification notification) =>
        Topic is null || (notification.Topic is { } topic && Topic.Contains(topic));
}
