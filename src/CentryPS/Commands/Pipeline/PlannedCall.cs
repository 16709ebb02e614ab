using CentryPS.Http;

namespace CentryPS.Commands.Pipeline;

/// <summary>A call to make for an input.</summary>
/// <param name="Key">What it reads or writes: calls with one key never overlap.</param>
/// <param name="Send">Makes the call.</param>
/// <typeparam name="T">What it gives.</typeparam>
internal sealed record PlannedCall<T>(string Key, Func<ICaller, Task<T>> Send);
