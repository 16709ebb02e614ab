using System.Globalization;
using System.Management.Automation;
using System.Net;
using CentryPS.Commands.Base;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Commands.Runspace;
using CentryPS.Notifications;

namespace CentryPS.Commands;

public sealed partial class ReceiveCentryNotificationCommand : CentrySessionCommand
{
    // What the script gives is no notification, and its errors must not be lost.
    // Its own variables have names beside the script alone: they would hide the user's.
    private const string Ready = "& $args[0] $args[1] 2>&1 | & { param($said) process { $said.Add($_) } } $args[2]";

    private readonly TaskCompletionSource<bool> _isEnough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private INotificationQueue? _queue;
    private NotificationListener? _listener;
    private Task<Task>? _end;
    private int _left;
    private bool _isGiving;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Session ??= DefaultSession.Get(SessionState);
        if (CatchUp)
        {
            base.BeginProcessing();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ForInput(input: null, Receive);
        Close();
        base.EndProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Close();
    }

    private void Receive()
    {
        BlankArguments.Refuse(this);
        _left = First;
        _queue = OpenQueue();
        var catchUp = FindCatchUp();
        _listener = Listen();
        var limit = TimeoutSec > 0 ? Time.Delay(TimeSpan.FromSeconds(TimeoutSec), Stop) : Task.Delay(Timeout.Infinite, Stop);
        _end = Task.WhenAny(_isEnough.Task, _listener.Completion, limit);
        TellReady(_listener.Uri);
        var isInTime = _end.IsCompleted; // what came meanwhile came in time, however long the script took
        Pump.Write(); // what a person should know comes before what may end the pipeline
        Give(isInTime);
        if (catchUp is not null)
        {
            AskWhatChanged(catchUp);
        }

        var reason = Await(_end);
        if (reason == _listener.Completion)
        {
            throw ListenerAddress.Failure(_listener.Uri, reason.Exception!.InnerException!);
        }

        if (reason == limit && First < int.MaxValue && _left > 0)
        {
            throw TooFew();
        }
    }

    private CentryException TooFew()
    {
        var message = Messages.ReceiveTimeout.With(First - _left, First, TimeoutSec);
        return _queue is DirectQueue { Late: > 0 and var late }
            ? new CentryException(CentryErrorCode.Timeout, MessageFormat.Join(message, Messages.ReceiveLate.With(late))) { Advice = Messages.ReceiveLateAdvice }
            : new CentryException(CentryErrorCode.Timeout, message) { Advice = Messages.ReceiveTimeoutAdvice };
    }

    private NotificationListener Listen()
    {
        var address = ParameterSetName == "Prefix" ? ListenerAddress.Of(Prefix, Path) : ListenerAddress.Loopback(Port, Path);
        var listener = new NotificationListener(address, _queue!, Time)
        {
            IsWanted = IsWanted,
            Answered = Pump.WantsAttempts ? request => Pump.Post(() => WriteVerbose(Line(request))) : null,
        };
        WriteVerbose(Messages.VerboseListening.With(listener.Uri));
        Progress.Show(Messages.ProgressListening.With(listener.Uri));
        return listener;
    }

    private void TellReady(string address)
    {
        if (OnReady is null)
        {
            return;
        }

        // A script block belongs to the runspace that made it.
        var said = new List<object?>(); // also by one that then throws
        try
        {
            ScriptBlock.Create(Ready).InvokeWithContext(functionsToDefine: null, [new PSVariable("_", address)], OnReady, address, said);
        }
        finally
        {
            said.OfType<ErrorRecord>().ToList().ForEach(WriteError);
        }
    }

    // From any thread: the engine's gives what waits.
    private void Arrived() => Pump.Post(() => Give());

    // A long queue delays neither the end of the time nor warnings and verbose lines, among which is what arrives meanwhile.
    private void Give(bool isInTime = false)
    {
        if (_isGiving)
        {
            return;
        }

        _isGiving = true;
        while (_left > 0 && (isInTime || _end?.IsCompleted != true) && _queue!.Next() is { } next)
        {
            Deliver(next);
            if (--_left == 0)
            {
                _isEnough.SetResult(true);
            }

            Pump.Write();
        }

        _isGiving = false;
    }

    // A notification is processed when the commands after this one return, and no command of this module failed in a way that may pass.
    private void Deliver(IHandover next)
    {
        var isReturned = false;
        using var scope = new DeliveryScope();
        try
        {
            WriteObject(next.Notification);
            isReturned = true;
        }
        finally
        {
            if (isReturned && !scope.HasFailed)
            {
                next.Taken();
            }
            else if (next.Refused() is var due && scope.HasFailed)
            {
                WriteVerbose(due is { } time
                    ? Messages.VerboseGivenAgain.With(next.Notification, time.ToLocalTime(), next.Notification.Attempt)
                    : Messages.VerboseBroughtAgain.With(next.Notification));
            }
        }
    }

    private void Close()
    {
        _listener?.Dispose();
        _queue?.Dispose();
        (_listener, _queue) = (null, null);
    }

    private string Line(AnsweredRequest request)
    {
        var problem = request.Problem ?? (request.Status != (int)HttpStatusCode.ServiceUnavailable ? null
            : InboxPath is null ? Messages.RequestNotTaken
            : Messages.RequestNotKept);
        var answer = request.Status == 0 ? Messages.NoAnswer : request.Status.ToString(CultureInfo.InvariantCulture);
        var what = request.Notification is { } notification ? Messages.VerboseBrought.With(notification)
            : TerminalText.Show($"{request.Head?.Method} {request.Head?.Target}").Trim();
        return $"{request.AnsweredAt.ToLocalTime():HH:mm:ss} {request.Remote} {what} -> {answer}{(problem is null ? null : ": " + problem)}".Replace("  ", " ");
    }
}
