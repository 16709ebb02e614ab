namespace CentryPS.Sandbox.Server.Faults;

/// <summary>What a sandbox can do wrong on demand.</summary>
public enum FaultKind
{
    /// <summary>Answers a status, and does nothing.</summary>
    Status,

    /// <summary>Ends the connection, and does nothing.</summary>
    DropBefore,

    /// <summary>Does what was asked, and ends the connection without an answer.</summary>
    DropAfter,

    /// <summary>Does what was asked, and ends the connection in the middle of the body.</summary>
    Cut,

    /// <summary>Does nothing, and answers nothing for some seconds.</summary>
    Stall,

    /// <summary>Does what was asked, and answers nothing for some seconds.</summary>
    StallAfter,

    /// <summary>Answers 200 with a page for people, and does nothing.</summary>
    Html,

    /// <summary>Does what was asked, and answers 200 with nothing.</summary>
    Empty,

    /// <summary>Does what was asked, and answers half of the JSON as if it were whole.</summary>
    HalfJson,
}
