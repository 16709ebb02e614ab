using System.Management.Automation;
using System.Management.Automation.Runspaces;
using CentryPS.Commands.Pipeline;
using CentryPS.Http;
using CentryPS.Http.Pacing;

namespace CentryPS.Tests.Commands.Pipeline;

/// <summary>In a real runspace, the pump of the pipeline thread waits for work on other threads.</summary>
public sealed class PipelinePumpTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Runspace _runspace;

    public PipelinePumpTests()
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-Pump", typeof(PumpCommand), helpFileName: null));
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    /// <summary>A task that ends only at the timeout of the test.</summary>
    private static Task Endless => new TaskCompletionSource().Task.Soon();

    public void Dispose() => _runspace.Dispose();

    [Fact]
    public void Pump_writes_what_was_posted_before_the_task_ended()
    {
        const int rounds = 2000;
        var written = 0;
        var late = 0;

        var thrown = Run((_, pump) =>
        {
            for (var round = 1; round <= rounds; round++)
            {
                pump.Wait(Task.Run(() => pump.Post(() => written++)));
                late += written == round ? 0 : 1;
            }
        });

        Assert.Null(thrown);
        Assert.Equal((rounds, 0), (written, late));
    }

    [Fact]
    public void Pump_writes_posted_lines_while_it_waits()
    {
        var order = new List<string>();

        Run((_, pump) =>
        {
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            pump.Wait(Task.Run(async () =>
            {
                pump.Post(() => order.Add("first"));
                pump.Post(() =>
                {
                    order.Add("second");
                    written.SetResult();
                });
                await written.Task;
            }));
            order.Add("waited");
        });

        Assert.Equal(["first", "second", "waited"], order);
    }

    [Fact]
    public void Pump_writes_on_the_pipeline_thread()
    {
        (int Engine, int Written) threads = default;

        Run((_, pump) =>
        {
            threads.Engine = Environment.CurrentManagedThreadId;
            pump.Wait(Task.Run(() => pump.Post(() => threads.Written = Environment.CurrentManagedThreadId)));
        });

        Assert.NotEqual(0, threads.Engine);
        Assert.Equal(threads.Engine, threads.Written);
    }

    [Fact]
    public void Pump_writes_posted_lines_without_waiting_when_the_task_has_ended()
    {
        var written = false;

        Run((_, pump) =>
        {
            pump.Post(() => written = true);
            pump.Wait(Task.FromException(new InvalidOperationException()));
        });

        Assert.True(written);
    }

    [Fact]
    public void Pump_honors_a_stop_that_came_before_the_wait()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var (ended, endless) = (Task.CompletedTask, Endless);

        Assert.Equal(typeof(PipelineStoppedException), Run((_, pump) => pump.Wait(ended), stop.Token));
        Assert.Equal(typeof(PipelineStoppedException), Run((_, pump) => pump.Wait(endless), stop.Token));
    }

    [Fact]
    public void Stop_ends_the_wait_of_the_pump()
    {
        using var stop = new CancellationTokenSource();

        var thrown = Run(
            (_, pump) =>
            {
                pump.Post(stop.Cancel);
                pump.Wait(Endless);
            },
            stop.Token);

        Assert.Equal(typeof(PipelineStoppedException), thrown);
    }

    [Fact]
    public void Stop_wakes_the_pump_when_the_task_never_ends()
    {
        using var stop = new CancellationTokenSource();
        var endless = Endless;

        var thrown = Run(
            (_, pump) =>
            {
                var engine = Thread.CurrentThread;
                Task.Run(() =>
                {
                    SpinWait.SpinUntil(() => engine.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Limit);
                    stop.Cancel();
                });
                pump.Wait(endless);
            },
            stop.Token);

        Assert.Equal(typeof(PipelineStoppedException), thrown);
        Assert.False(endless.IsCompleted);
    }

    [Fact]
    public void Pump_writes_attempts_and_waits_as_verbose_lines()
    {
        var attempt = new AttemptRecord("GET", "/a.json", System.Net.HttpStatusCode.OK, null, TimeSpan.FromMilliseconds(12), 1, "> GET");
        using var shell = PowerShell.Create(_runspace);

        Invoke(shell, (_, pump) => pump.Wait(Task.Run(() =>
        {
            ICallObserver observer = pump;
            observer.Attempted(attempt);
            observer.Attempted(attempt with { Status = null, Failure = AttemptFailure.TimedOut, Try = 2 });
            observer.Waiting(TimeSpan.FromSeconds(3));
            observer.Paced(new PaceLimits(20, 8));
            observer.Paced(new PaceLimits(21, 9)); // too similar to be reported
        })));

        Assert.Equal(
            [Messages.VerboseAnswer.With("GET", "/a.json", 200, 12L, 1), Messages.VerboseNoAnswer.With("GET", "/a.json", AttemptFailure.TimedOut, 12L, 2),
                Messages.VerboseWaiting.With(3.0), Messages.VerboseRate.With(20.0), Messages.VerboseInFlight.With(8)],
            shell.Streams.Verbose.Select(record => record.Message));
        Assert.Equal("> GET", shell.Streams.Debug[0].Message);
    }

    private Type? Run(Action<Cmdlet, PipelinePump> act, CancellationToken stop = default)
    {
        using var shell = PowerShell.Create(_runspace);
        return Invoke(shell, act, stop);
    }

    /// <summary>Returns the type of the exception that the command threw; null for none.</summary>
    private static Type? Invoke(PowerShell shell, Action<Cmdlet, PipelinePump> act, CancellationToken stop = default)
    {
        Type? thrown = null;
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(stop);
        guard.CancelAfter(Limit); // ends a pump that would wait endlessly
        shell.AddCommand("Invoke-Pump")
            .AddParameter("Act", new Action<Cmdlet, PipelinePump>((cmdlet, pump) =>
            {
                thrown = Record.Exception(() => act(cmdlet, pump))?.GetType();
            }))
            .AddParameter("Stop", guard.Token)
            .AddParameter("Verbose")
            .AddParameter("Debug")
            .Invoke();
        return thrown;
    }
}
