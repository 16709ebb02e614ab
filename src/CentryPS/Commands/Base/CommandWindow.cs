using System.Management.Automation;
using CentryPS.Commands.Pipeline;

namespace CentryPS.Commands.Base;

/// <summary>
/// Makes the calls of a command in parallel, and writes their results and errors in the order of its inputs. Not
/// thread-safe: only the pipeline thread uses it.
/// </summary>
/// <typeparam name="T">The result of a call.</typeparam>
internal sealed class CommandWindow<T>
{
    // When an error ends the pipeline, running calls get this time to finish.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly CentryCommand _command;
    private readonly Action<T, string> _emit;
    private readonly OrderedWindow<T> _calls;
    private readonly bool _stopsAtErrors;

    /// <param name="command">The command.</param>
    /// <param name="throttle">The maximum number of parallel calls.</param>
    /// <param name="emit">Writes the result of the call with a key.</param>
    public CommandWindow(CentryCommand command, int throttle, Action<T, string> emit)
    {
        _command = command;
        _emit = emit;
        _stopsAtErrors = command.StopsAtErrors();
        _calls = new OrderedWindow<T>(throttle, Ends, command.Stop);
    }

    /// <summary>Called with the key of each call that succeeded, before its result is written.</summary>
    public Action<string> Applied { get; init; } = _ => { };

    /// <summary>Called for each call that failed, after its error is written.</summary>
    public Action Failed { get; init; } = () => { };

    /// <summary>Whether an input is done when its call is, so that the progress advances.</summary>
    public bool IsLast { get; init; } = true;

    /// <summary>Cancelled when no more results are needed.</summary>
    public CancellationToken Cancelled => _calls.Cancelled;

    /// <summary>The key of the call whose result is being written; null for none.</summary>
    public string? Current { get; private set; }

    /// <summary>Whether a failure ends the pipeline.</summary>
    public bool Ends(CentryException exception) => _stopsAtErrors || CentryErrors.IsTerminating(exception);

    /// <summary>Makes a call for an input as soon as there is room, and writes the results that are ready.</summary>
    /// <param name="input">The input.</param>
    /// <param name="key">Calls with the same key never overlap.</param>
    /// <param name="call">The call.</param>
    public void Add(object input, string key, Func<Task<T>> call)
    {
        _calls.Add(input, key, call);
        while (_calls.TryPeek(out var next) && (next.Task.IsCompleted || _calls.IsFull || _command.IsDelivering))
        {
            Finish(next);
        }
    }

    /// <summary>Waits for all calls, and writes their results.</summary>
    public void Drain()
    {
        while (_calls.TryPeek(out var next))
        {
            Finish(next);
        }
    }

    /// <inheritdoc cref="OrderedWindow{T}.Settle"/>
    public ILookup<CallOutcome, string> Settle() => _calls.Settle(Grace, _command.Time);

    private void Finish(WindowCall<T> call)
    {
        Current = call.Key;
        var (isAnswered, result) = (false, default(T)!);
        _command.ForInput(call.Input, () =>
        {
            try
            {
                (result, isAnswered) = (_command.Await(call.Task), true);
            }
            catch (CentryException denied) when (denied.Answer is T answer)
            {
                if (denied.IsApplied)
                {
                    Applied(call.Key);
                }

                _emit(answer, call.Key); // the current object, before the error
                throw;
            }
            finally
            {
                // If the pipeline stops, a running call stays in the window, so that Settle has its outcome.
                if (isAnswered || !_command.Stop.IsCancellationRequested)
                {
                    _calls.Take();
                }
            }
        });
        if (isAnswered)
        {
            Applied(call.Key);
            Write(result, call.Key);
        }
        else
        {
            Failed();
        }

        Current = null;
        if (IsLast)
        {
            _command.Progress.Advance();
        }
    }

    private void Write(T result, string key)
    {
        try
        {
            _emit(result, key);
        }
        catch (PipelineStoppedException)
        {
            _calls.Close(); // a later command needs no more results, like Select-Object -First
            throw;
        }
    }
}
