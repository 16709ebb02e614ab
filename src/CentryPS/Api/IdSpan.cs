using System.Net;

namespace CentryPS.Api;

/// <summary>
/// A span of ids in a list that is read concurrently. One page is read per span; what the page does not reach becomes a
/// span of its own.
/// </summary>
/// <param name="from">The id after which the span begins.</param>
/// <param name="to">The last id; null for the end of the list.</param>
/// <param name="rate">The expected objects per second; 0 if unknown.</param>
internal sealed class IdSpan<T>(string from, string? to, double rate)
{
    public string From { get; set; } = from;

    public string? To { get; set; } = to;

    public double Rate { get; set; } = rate;

    /// <summary>
    /// The expected objects per second in a span that is cut off. For a rest, it is the rate before the page that fell
    /// short, since a busy hour may be over.
    /// </summary>
    public double RateOfRest { get; set; } = rate;

    /// <summary>The page after <see cref="From"/>; null until it is requested.</summary>
    public Task<IReadOnlyList<T>>? Page { get; set; }

    /// <summary>True if the examined page could not be read.</summary>
    public bool IsFailed { get; set; }

    /// <summary>True if the page failed with a status that a server may return for an id that no object has.</summary>
    public bool IsRefused => Page?.Exception?.InnerException is CentryException
    {
        StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone
            or (HttpStatusCode)422 or HttpStatusCode.InternalServerError,
    };

    /// <summary>True if the examined page was empty.</summary>
    public bool IsEnd => Items is not null && Page!.Result.Count == 0;

    /// <summary>The objects of the span; null until its page has been examined.</summary>
    public IReadOnlyList<T>? Items { get; set; }
}
