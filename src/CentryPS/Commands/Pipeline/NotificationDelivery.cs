using CentryPS.Commands.Base;
using CentryPS.Notifications;

namespace CentryPS.Commands.Pipeline;

/// <summary>Passes queued notifications down the pipeline of a command, up to a maximum.</summary>
internal sealed class NotificationDelivery(CentryCommand command, INotificationQueue queue, int maximum)
{
    private readonly TaskCompletionSource<bool> _isComplete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isRunning;
    private int _count;

    /// <summary>Completes once the maximum is reached.</summary>
    public Task Completion => _isComplete.Task;

    /// <summary>
    /// Outputs the queued notifications. Before each one, checks the time limit and writes warnings and verbose lines,
    /// so that a long queue does not delay them and the end of the pipeline does not lose them.
    /// </summary>
    public void Run(Func<bool> isOver)
    {
        if (_isRunning)
        {
            return;
        }

        _isRunning = true;
        while (_count < maximum && !isOver() && queue.Next() is { } next)
        {
            Deliver(next);
            _count++;
            if (_count == maximum)
            {
                _isComplete.SetResult(true);
            }
        }

        _isRunning = false;
    }

    /// <summary>Creates the error for a timeout before the maximum is reached.</summary>
    public CentryException CreateTimeoutError(int timeoutSec)
    {
        var message = Messages.ReceiveTimeout.With(_count, maximum, timeoutSec);
        var (text, advice) = queue is DirectQueue { Late: > 0 and var late }
            ? (MessageFormat.Join(message, Messages.ReceiveLate.With(late)), Messages.ReceiveLateAdvice)
            : (message, Messages.ReceiveTimeoutAdvice);
        return new CentryException(CentryErrorCode.Timeout, text) { Advice = advice };
    }

    // A notification is processed once the later commands return, and no command of this module failed transiently.
    private void Deliver(NotificationLease lease)
    {
        var notification = lease.Notification;
        var isReturned = false;
        using var scope = new DeliveryScope();
        try
        {
            command.Pump.Write();
            command.WriteObject(notification);
            isReturned = true;
        }
        finally
        {
            if (isReturned && !scope.HasFailed)
            {
                lease.Complete();
            }
            else
            {
                var due = lease.Abandon();
                if (scope.HasFailed)
                {
                    var text = due is { } time
                        ? Messages.VerboseGivenAgain.With(notification, time.ToLocalTime(), notification.Attempt)
                        : Messages.VerboseBroughtAgain.With(notification);
                    command.WriteVerbose(text);
                }
            }
        }
    }
}
