namespace CentryPS.Http;

/// <summary>Calls Centry in a session for one command.</summary>
internal interface ICaller
{
    /// <summary>The send options and the clock of the session.</summary>
    SendOptions Options { get; }

    /// <summary>Cancelled when the command stops.</summary>
    CancellationToken Stop { get; }

    /// <summary>The base URI of the session.</summary>
    Uri BaseUri { get; }

    /// <summary>The company of the session; null until a response has named it.</summary>
    string? CompanyId { get; }

    /// <summary>Sends a call.</summary>
    /// <exception cref="CentryException">The call failed, or its response is unexpected.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> was cancelled.</exception>
    Task<T> SendAsync<T>(CentryCall<T> call);

    /// <summary>Claims a created object as the result of a call. True for the first claim in the session.</summary>
    bool Claim(string id);

    /// <summary>Determines whether a call of the session has claimed an object.</summary>
    bool IsClaimed(string id);
}
