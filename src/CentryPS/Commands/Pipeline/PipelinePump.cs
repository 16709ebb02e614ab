using System.Collections.Concurrent;
using System.Management.Automation;
using CentryPS.Http;
using CentryPS.Http.Pacing;

namespace CentryPS.Commands.Pipeline;

/// <summary>
/// Lets the pipeline thread write the messages of tasks on other threads while it waits for them. PowerShell permits
/// only the pipeline thread to write.
/// </summary>
internal sealed class PipelinePump : ICallObserver, IDisposable
{
    // A BlockingCollection takes a lock for each message, which slows the listener for notifications.
    private readonly ConcurrentQueue<Action> _messages = new();
    private readonly ManualResetEventSlim _signal = new();
    private readonly CancellationTokenRegistration _wake;
    private readonly CancellationToken _stop;
    private readonly Cmdlet _cmdlet;
    private readonly Progress _progress;
    private PaceLimits? _shown;

    public PipelinePump(Cmdlet cmdlet, Progress progress, CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _progress = progress;
        _stop = stop;
        _wake = stop.Register(_signal.Set);
    }

    public bool WantsAttempts { get; init; }

    public bool WantsDetail { get; init; }

    /// <summary>
    /// Waits for a task, and writes messages until it ends. On return, all messages posted before its end are written.
    /// </summary>
    /// <exception cref="PipelineStoppedException">The pipeline stops.</exception>
    public void Wait(Task task)
    {
        if (!task.IsCompleted)
        {
            _ = task.ContinueWith(
                _ => _signal.Set(),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        while (true)
        {
            _signal.Reset();
            var isDone = task.IsCompleted; // read before Write, which would miss a message that comes in between
            Write();
            if (_stop.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            if (isDone)
            {
                return;
            }

            _signal.Wait(CancellationToken.None);
        }
    }

    public void Write()
    {
        while (_messages.TryDequeue(out var write))
        {
            write();
        }
    }

    /// <summary>Queues an action for the pipeline thread. Thread-safe.</summary>
    public void Post(Action write)
    {
        _messages.Enqueue(write);
        _signal.Set();
    }

    void ICallObserver.Attempted(AttemptRecord attempt) => Post(() =>
    {
        _cmdlet.WriteVerbose(Line(attempt));
        if (attempt.Detail is not null)
        {
            _cmdlet.WriteDebug(attempt.Detail);
        }
    });

    void ICallObserver.Waiting(TimeSpan delay) => Post(() =>
    {
        _progress.Wait(delay);
        if (WantsAttempts)
        {
            _cmdlet.WriteVerbose(Messages.VerboseWaiting.With(delay.TotalSeconds));
        }
    });

    void ICallObserver.Paced(PaceLimits limits)
    {
        if (Volatile.Read(ref _shown) is var shown && !limits.IsLike(shown))
        {
            Volatile.Write(ref _shown, limits);
            Post(() => Show(limits, shown));
        }
    }

    public void Dispose() => _wake.Dispose();

    private void Show(PaceLimits limits, PaceLimits? shown)
    {
        _progress.IsSlowed = true;
        if (!WantsAttempts)
        {
            return;
        }

        if (limits.PerSecond is { } rate && !limits.IsLikeInRate(shown))
        {
            _cmdlet.WriteVerbose(Messages.VerboseRate.With(rate));
        }

        if (limits.InFlight is { } most && !limits.IsLikeInFlight(shown))
        {
            _cmdlet.WriteVerbose(Messages.VerboseInFlight.With(most));
        }
    }

    private static string Line(AttemptRecord attempt) => attempt.Status is { } status
        ? Messages.VerboseAnswer.With(attempt.Method, attempt.Path, (int)status, Milliseconds(attempt), attempt.Try)
        : Messages.VerboseNoAnswer.With(
            attempt.Method, attempt.Path, attempt.Failure, Milliseconds(attempt), attempt.Try);

    private static long Milliseconds(AttemptRecord attempt) => (long)attempt.Elapsed.TotalMilliseconds;
}
