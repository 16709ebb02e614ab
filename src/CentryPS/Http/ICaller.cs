namespace CentryPS.Http;

/// <summary>Whoever calls Centry: in a session, for one command, until it is stopped.</summary>
internal interface ICaller
{
    /// <summary>How the session sends, and its clock.</summary>
    SendOptions Options { get; }

    /// <summary>Cancelled when nobody waits for answers any more.</summary>
    CancellationToken Stop { get; }

    /// <summary>The Centry that it calls.</summary>
    Uri BaseUri { get; }

    /// <summary>The company of the session; null until a response has named it.</summary>
    string? CompanyId { get; }

    /// <summary>Makes a call.</summary>
    /// <exception cref="CentryException">There is no answer that counts, or it is not what was promised.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> was cancelled.</exception>
    Task<T> SendAsync<T>(CentryCall<T> call);

    /// <summary>True for the first in the session who says that a created object is the one that he asked for.</summary>
    bool Claim(string id);

    /// <summary>Whether somebody in the session has claimed it.</summary>
    bool IsClaimed(string id);
}
