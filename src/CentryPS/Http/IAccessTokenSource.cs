namespace CentryPS.Http;

/// <summary>Where a call gets the access token that signs it.</summary>
internal interface IAccessTokenSource
{
    /// <summary>A token that is good now, renewed first if it is about to expire.</summary>
    Task<string> GetAsync(ICallObserver observer, CancellationToken cancellationToken);

    /// <summary>Renews unless the rejected token is no longer the current one; false where nothing can be renewed.</summary>
    Task<bool> RenewAsync(string rejected, ICallObserver observer, CancellationToken cancellationToken);
}
