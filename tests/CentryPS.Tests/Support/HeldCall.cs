namespace CentryPS.Tests.Support;

/// <summary>A call that the code under test starts and the test ends.</summary>
internal sealed class HeldCall
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Begun => _begun.Task.Soon();

    public bool IsBegun => _begun.Task.IsCompleted;

    /// <summary>The result that the window wrote.</summary>
    public string? Written { get; private set; }

    public Task<string> RunAsync()
    {
        _begun.SetResult();
        return _end.Task;
    }

    public void Write(string result) => Written = result;

    public void Give(string result) => _end.SetResult(result);

    public void Fail(CentryException failure) => _end.SetException(failure);

    public void EndWith(CancellationToken stop) => stop.Register(() => _end.TrySetCanceled(stop));
}
