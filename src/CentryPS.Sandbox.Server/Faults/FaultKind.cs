using System.Text.Json.Serialization;

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

    // From here on: false answers, see FalseAnswer.

    /// <summary>Answers a list as if no filter had been sent.</summary>
    IgnoreFilter,

    /// <summary>Answers a request for one object with another one of the collection; a change is made to the one asked for.</summary>
    OtherObject,

    /// <summary>Answers a change with the object as it was before, and does not make it.</summary>
    StaleAnswer,

    /// <summary>Keeps the address of a webhook in a normal form: host in lower case and punycode, <c>/</c> for an empty path.</summary>
    NormalForm,

    /// <summary>Answers a page with half of its objects; the next one begins with the others.</summary>
    ShortPage,

    /// <summary>Answers a page that has its first object twice.</summary>
    [JsonStringEnumMemberName("double")]
    Duplicate,

    /// <summary>Answers a deletion with <c>true</c>, and keeps the object.</summary>
    KeepDeleted,
}
