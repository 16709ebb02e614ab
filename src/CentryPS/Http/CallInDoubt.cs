namespace CentryPS.Http;

/// <summary>A write that may have been applied, although no response confirms it.</summary>
/// <param name="Failure">The failure of the write.</param>
/// <param name="Started">The time at which the call began, as a timestamp of the caller's clock.</param>
/// <param name="Caller">The caller, which can send more calls.</param>
internal sealed record CallInDoubt(CentryException Failure, long Started, ICaller Caller);
