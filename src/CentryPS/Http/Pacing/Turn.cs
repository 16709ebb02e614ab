namespace CentryPS.Http.Pacing;

/// <summary>The attempts of a call, as the pace counts them. Times are in seconds on the clock of the pace.</summary>
/// <param name="isRead">True if the call changes nothing.</param>
internal sealed class Turn(bool isRead)
{
    public bool IsRead => isRead;

    /// <summary>The start of the current attempt.</summary>
    public double Started { get; set; }

    /// <summary>The start of the previous attempt, if the server refused it.</summary>
    public double? Refused { get; set; }

    /// <summary>The number of refusals while the server served other calls.</summary>
    public int Refusals { get; set; }

    /// <summary>The number of attempts that failed, or were refused while the server served no call.</summary>
    public int Failures { get; set; }

    /// <summary>The duration of those attempts and of the waits after them.</summary>
    public double FailedTime { get; set; }
}
