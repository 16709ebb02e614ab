using System.Management.Automation;
using CentryPS.Commands.Base;
using CentryPS.Commands.Completion;
using CentryPS.Commands.Parameters;
using CentryPS.Commands.Pipeline;
using CentryPS.Commands.Runspace;
using CentryPS.Models;
using CentryPS.Notifications;

namespace CentryPS.Commands;

/// <summary>Receives the notifications that Centry posts to a callback URL.</summary>
[Cmdlet(
    VerbsCommunications.Receive,
    "CentryNotification",
    DefaultParameterSetName = ByPort,
    HelpUri = HelpLinks.Root + "Receive-CentryNotification.md")]
[OutputType(typeof(CentryNotification))]
public sealed class ReceiveCentryNotificationCommand : CentrySessionCommand
{
    private const string ByPort = "Port";
    private const string ByPrefix = "Prefix";

    private INotificationQueue? _queue;
    private NotificationListener? _listener;
    private NotificationDelivery? _delivery;
    private Task<Task>? _end;

    /// <summary>The loopback port to listen on; 0 for any free one.</summary>
    [Parameter(ParameterSetName = ByPort)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; } = 8080;

    /// <summary>The prefix to listen on, as HttpListener accepts it, such as <c>http://+:8080/centry/</c>.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true)]
    public string Prefix { get; set; } = string.Empty;

    /// <summary>The only path that is served; requests to any other get 404.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public string? Path { get; set; }

    /// <summary>The topics to receive. Notifications with other topics are accepted and dropped.</summary>
    [Parameter]
    [Topic]
    public CentryTopic[]? Topic { get; set; }

    /// <summary>The number of notifications after which the command ends.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>The number of seconds after which the command ends.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue / 1000)]
    public int TimeoutSec { get; set; }

    /// <summary>A script block that runs when the command listens. Its argument is the URL to post to.</summary>
    [Parameter]
    public ScriptBlock? OnReady { get; set; }

    /// <summary>A folder that stores notifications until the pipeline has processed them.</summary>
    [Parameter]
    public string? InboxPath { get; set; }

    /// <summary>The number of attempts after which a notification becomes a dead letter.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int MaximumAttempt { get; set; } = 5;

    /// <summary>The maximum size of the inbox in bytes. While it is full, Centry gets 503.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long MaximumInboxSize { get; set; } = 256 * 1024 * 1024;

    /// <summary>First asks Centry for the changes since the last notification in the inbox.</summary>
    [Parameter]
    public SwitchParameter CatchUp { get; set; }

    /// <summary>The time from which <see cref="CatchUp"/> asks for changes.</summary>
    [Parameter]
    [Date]
    public DateTimeOffset? Since { get; set; }

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
        _queue = OpenQueue();
        _delivery = new NotificationDelivery(this, _queue, First);
        var catchUp = FindCatchUp();
        _listener = Listen(_queue);
        var timeout = TimeoutSec > 0 ? Time.Delay(TimeSpan.FromSeconds(TimeoutSec), Stop)
            : Task.Delay(Timeout.Infinite, Stop);
        _end = Task.WhenAny(_delivery.Completion, _listener.Completion, timeout);
        if (OnReady is not null)
        {
            ReadyScript.Run(OnReady, _listener.Uri, WriteError);
        }

        // Notifications that arrived while the script block ran arrived in time.
        var isTimeOver = _end.IsCompleted;
        Pump.Write(); // warnings come before anything that may end the pipeline
        _delivery.Run(() => !isTimeOver && _end.IsCompleted);
        if (catchUp is not null)
        {
            new CatchUpRun(this, _queue).Run(catchUp, Topic, _end);
        }

        var reason = Await(_end);
        if (reason == _listener.Completion)
        {
            var failure = reason.Exception!.InnerException!;
            throw ListenerAddress.Failure(_listener.Uri, failure, FrameworkCompatibility.IsWindows);
        }

        if (reason == timeout && First < int.MaxValue && !_delivery.Completion.IsCompleted)
        {
            throw _delivery.CreateTimeoutError(TimeoutSec);
        }
    }

    private INotificationQueue OpenQueue()
    {
        if (InboxPath is not null)
        {
            var path = FilePath.Of(this, InboxPath);
            var options = new InboxOptions(path, MaximumAttempt, MaximumInboxSize) { IsWanted = IsWanted };
            return new Inbox(options, Time, OnArrived, text => Pump.Post(() => WriteWarning(text)));
        }

        var bound = MyInvocation.BoundParameters;
        return bound.ContainsKey(nameof(MaximumAttempt))
            ? throw CentryException.InvalidForAll(Messages.AttemptNeedsInbox)
            : bound.ContainsKey(nameof(MaximumInboxSize)) ? throw CentryException.InvalidForAll(Messages.SizeNeedsInbox)
            : new DirectQueue(OnArrived);
    }

    private bool IsWanted(CentryNotification notification) =>
        Topic is null || (notification.Topic is { } topic && Topic.Contains(topic));

    // Called on any thread.
    private void OnArrived() => Pump.Post(() => _delivery?.Run(() => _end?.IsCompleted == true));

    private NotificationListener Listen(INotificationQueue queue)
    {
        var address = ParameterSetName == ByPrefix ? new ListenerAddress(Prefix, Path)
            : ListenerAddress.OfHost("localhost", Port, Path);
        var listener = new NotificationListener(address, queue, Time)
        {
            IsWanted = IsWanted,
            Answered = Pump.WantsAttempts ? request => Pump.Post(() => WriteVerbose(request.ToString())) : null,
        };
        WriteVerbose(Messages.VerboseListening.With(listener.Uri));
        Progress.Show(Messages.ProgressListening.With(listener.Uri));
        return listener;
    }

    private CatchUpPoint? FindCatchUp()
    {
        if (!CatchUp)
        {
            return Since is null ? null : throw CentryException.InvalidForAll(Messages.SinceNeedsCatchUp);
        }

        return CatchUpPoint.Find(Since, _queue as Inbox, Time.GetUtcNow(), WriteWarning)
            ?? throw CentryException.InvalidForAll(Messages.CatchUpNeedsSince);
    }

    private void Close()
    {
        _listener?.Dispose();
        _queue?.Dispose();
        (_listener, _queue) = (null, null);
    }
}
