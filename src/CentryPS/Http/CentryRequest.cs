using CentryPS.Models.Json;

namespace CentryPS.Http;

/// <summary>A request, which may take several attempts.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The escaped path and query below the base URI, without a leading slash.</param>
internal record CentryRequest(HttpMethod Method, string Path)
{
    /// <summary>The JSON body, in UTF-8.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The value of the body, for <see cref="JsonBody.Write"/>.</summary>
    public object? Json
    {
        init => Body = JsonBody.Write(value);
    }

    /// <summary>True if the request carries the access token of the session.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>True if sending it twice has the same effect as sending it once (RFC 9110, 9.2.2).</summary>
    public bool IsIdempotent { get; init; } = Method != HttpMethod.Post && Method.Method != "PATCH";

    /// <summary>True if the request changes nothing (RFC 9110, 9.2.1).</summary>
    public bool IsRead => Method == HttpMethod.Get || Method == HttpMethod.Head;
}
