namespace CentryPS.Http;

/// <summary>One request, whatever number of attempts it takes.</summary>
internal sealed record CentryRequest(HttpMethod Method, Uri Uri)
{
    /// <summary>The JSON body, UTF-8.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Whether it carries the session's access token.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>Whether sending it twice leaves the same state as sending it once (RFC 9110, 9.2.2).</summary>
    public bool IsIdempotent { get; init; } = Method != HttpMethod.Post && Method.Method != "PATCH";

    public bool IsRead => Method == HttpMethod.Get || Method == HttpMethod.Head;
}
