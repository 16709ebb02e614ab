namespace CentryPS.Tests.Support;

/// <summary>A call that the code under test starts and the test ends.</summary>
internal sealed class HeldCall
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task.Soon();

    public bool IsStarted => _started.Task.IsCompleted;

    /// <summary>The result that was written.</summary>
    public string? Written { get; private set; }

    public Task<string> RunAsync()
    {
        _started.SetResult();
        return _end.Task;
    }

    public void Write(string result) => Written = result;

    public void Complete(string result) => _end.SetResult(result);

    public void Fail(CentryException failure) => _end.SetException(failure);

    public void CancelWith(CancellationToken stop) => stop.Register(() => _end.TrySetCanceled(stop));
}
