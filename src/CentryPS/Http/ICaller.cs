namespace CentryPS.Http;

/// <summary>Calls Centry in a session for one command.</summary>
internal interface ICaller
{
    /// <summary>The send options of the session, with its clock.</summary>
    SendOptions Options { get; }

    /// <summary>Cancelled when the command stops.</summary>
    CancellationToken Stop { get; }

    Uri BaseUri { get; }

    /// <summary>The company of the session; null until a response has named it.</summary>
    string? CompanyId { get; }

    /// <exception cref="CentryException">The call failed, or its response is unexpected.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> was cancelled.</exception>
    Task<T> SendAsync<T>(CentryCall<T> call);

    /// <summary>Claims a created object as the result of a call. Returns false if another call claimed it.</summary>
    bool Claim(string id);

    /// <summary>Returns true if a call of the session has claimed an object.</summary>
    bool IsClaimed(string id);
}
