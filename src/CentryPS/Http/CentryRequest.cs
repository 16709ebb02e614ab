using CentryPS.Models.Json;

namespace CentryPS.Http;

/// <summary>One request, whatever number of attempts it takes.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query below the base URI, escaped, without a slash before them.</param>
internal record CentryRequest(HttpMethod Method, string Path)
{
    /// <summary>The JSON body, UTF-8.</summary>
    public byte[]? Body { get; init; }

    /// <summary>What the body says, as <see cref="JsonBody.Write"/> takes it.</summary>
    public object? Json
    {
        init => Body = JsonBody.Write(value);
    }

    /// <summary>Whether it carries the session's access token.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>Whether sending it twice leaves the same state as sending it once (RFC 9110, 9.2.2).</summary>
    public bool IsIdempotent { get; init; } = Method != HttpMethod.Post && Method.Method != "PATCH";

    /// <summary>Whether it changes nothing (RFC 9110, 9.2.1).</summary>
    public bool IsRead => Method == HttpMethod.Get || Method == HttpMethod.Head;
}
