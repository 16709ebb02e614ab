using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using CentryPS.Http;

namespace CentryPS.Commands;

/// <summary>
/// Lets the engine's thread wait for calls that run on other threads, and write meanwhile what they have to tell: only the
/// engine's thread may write.
/// </summary>
internal sealed class PipelinePump(Cmdlet cmdlet, Progress progress, Action renewed) : ICallObserver, IDisposable
{
    private readonly ConcurrentQueue<Action> _messages = new();
    private readonly ManualResetEventSlim _signal = new();
    private readonly CancellationTokenSource _stop = new();

    public bool WantsExchanges { get; init; }

    public bool WantsDetail { get; init; }

    /// <summary>Cancelled when the pipeline stops.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Ends every wait and every call. Safe from any thread.</summary>
    public void Stop()
    {
        _stop.Cancel();
        _signal.Set();
    }

    /// <summary>Waits for the task, writing messages as they come.</summary>
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
            Write();
            if (_stop.IsCancellationRequested)
            {
                throw new PipelineStoppedException();
            }

            if (task.IsCompleted)
            {
                return;
            }

            _signal.Wait(CancellationToken.None);
        }
    }

    /// <summary>Writes the messages that have come.</summary>
    public void Write()
    {
        while (_messages.TryDequeue(out var write))
        {
            write();
        }
    }

    void ICallObserver.Exchanged(Exchange exchange) => Enqueue(() =>
    {
        cmdlet.WriteVerbose(Line(exchange));
        if (exchange.Detail is not null)
        {
            cmdlet.WriteDebug(exchange.Detail);
        }
    });

    void ICallObserver.Waiting(TimeSpan delay) => Enqueue(() =>
    {
        progress.Wait(delay);
        if (WantsExchanges)
        {
            cmdlet.WriteVerbose(Format(Messages.VerboseWaiting, delay.TotalSeconds));
        }
    });

    void ICallObserver.Renewed() => Enqueue(renewed);

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
    }

    private static string Line(Exchange exchange) => exchange.Status is { } status
        ? Format(Messages.VerboseAnswer, exchange.Method, exchange.Path, (int)status, Milliseconds(exchange), exchange.Try)
        : Format(Messages.VerboseNoAnswer, exchange.Method, exchange.Path, exchange.Failure, Milliseconds(exchange), exchange.Try);

    private static long Milliseconds(Exchange exchange) => (long)exchange.Elapsed.TotalMilliseconds;

    private static string Format(string format, params object?[] values) =>
        string.Format(CultureInfo.CurrentCulture, format, values);

    private void Enqueue(Action write)
    {
        _messages.Enqueue(write);
        _signal.Set();
    }
}
