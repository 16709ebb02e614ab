using CentryPS.Http;

namespace CentryPS.Commands.Pipeline;

/// <summary>A call to make for an input.</summary>
/// <param name="Key">The object that it reads or writes: calls with the same key never overlap.</param>
/// <param name="Send">Makes the call.</param>
/// <typeparam name="T">The result.</typeparam>
internal sealed record PlannedCall<T>(string Key, Func<ICaller, Task<T>> Send);
