namespace CentryPS.Commands;

/// <summary>One call in an <see cref="OrderedWindow{T}"/>.</summary>
/// <param name="target">The input that it is for.</param>
/// <param name="key">What it reads or writes: calls with one key never overlap.</param>
internal sealed class WindowCall<T>(object target, string key)
{
    public object Target => target;

    public string Key => key;

    public Task<T> Task { get; set; } = null!;

    /// <summary>Whether anything of it may have reached the server.</summary>
    public bool IsStarted { get; set; }
}
