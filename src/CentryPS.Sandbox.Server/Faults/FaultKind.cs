using System.Text.Json.Serialization;

namespace CentryPS.Sandbox.Server.Faults;

/// <summary>The faults that a sandbox can simulate.</summary>
public enum FaultKind
{
    /// <summary>Responds with a status; the request is not carried out.</summary>
    Status,

    /// <summary>Closes the connection; the request is not carried out.</summary>
    DropBefore,

    /// <summary>Carries out the request and closes the connection without a response.</summary>
    DropAfter,

    /// <summary>Carries out the request and closes the connection in the middle of the body.</summary>
    Cut,

    /// <summary>Sends nothing for some seconds and closes the connection; the request is not carried out.</summary>
    Stall,

    /// <summary>Carries out the request, sends nothing for some seconds and closes the connection.</summary>
    StallAfter,

    /// <summary>Responds with 200 and an HTML page; the request is not carried out.</summary>
    Html,

    /// <summary>Carries out the request and responds with 200 and an empty body.</summary>
    Empty,

    /// <summary>Carries out the request and responds with 200 and half of the JSON.</summary>
    HalfJson,

    // The following kinds respond with valid JSON but wrong content; see FalseResponse.

    /// <summary>Ignores the filters of a list.</summary>
    IgnoreFilter,

    /// <summary>Responds with another object of the list; a change is applied to the requested one.</summary>
    OtherObject,

    /// <summary>Responds to a change with the object as it was before; the change is not applied.</summary>
    StaleAnswer,

    /// <summary>
    /// Stores the callback URL of a webhook normalized: host in lower case and Punycode, <c>/</c> for an empty path.
    /// </summary>
    NormalForm,

    /// <summary>Responds with half of a page; the next page begins with the other half.</summary>
    ShortPage,

    /// <summary>Responds with a page that contains its first object twice.</summary>
    [JsonStringEnumMemberName("double")]
    Duplicate,

    /// <summary>Responds to a deletion with <c>true</c>, and keeps the object.</summary>
    KeepDeleted,
}
