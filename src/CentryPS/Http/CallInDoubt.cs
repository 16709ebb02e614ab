namespace CentryPS.Http;

/// <summary>A write that may have been applied though its answer does not say so.</summary>
/// <param name="Failure">What came instead of the answer.</param>
/// <param name="Started">When the call began, as a timestamp of the caller's clock.</param>
/// <param name="Caller">Who asked, and can ask more.</param>
internal sealed record CallInDoubt(CentryException Failure, long Started, ICaller Caller);
