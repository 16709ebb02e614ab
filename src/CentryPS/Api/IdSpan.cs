using System.Net;

namespace CentryPS.Api;

/// <summary>A span of ids in a list that is read concurrently. One page is read of it; a rest becomes a span of its own.</summary>
/// <param name="from">The span begins behind this id.</param>
/// <param name="to">It ends with this id; null for the end of the list.</param>
/// <param name="rate">Objects a second, as the page before it had; 0 where that is not known.</param>
/// <typeparam name="T">What the list holds.</typeparam>
internal sealed class IdSpan<T>(string from, string? to, double rate)
{
    public string From { get; set; } = from;

    public string? To { get; set; } = to;

    public double Rate { get; set; } = rate;

    /// <summary>Objects a second in what is cut off: of a rest, as before the page that did not reach its end, since a busy hour may be over.</summary>
    public double Beyond { get; set; } = rate;

    /// <summary>The page behind <see cref="From"/>; null until it is asked for.</summary>
    public Task<IReadOnlyList<T>>? Page { get; set; }

    /// <summary>Whether its page could not be had.</summary>
    public bool IsFailed { get; set; }

    /// <summary>Whether its page failed as it does at a server that does not take an id which no object has.</summary>
    public bool IsRefused => Page?.Exception?.InnerException is CentryException
    {
        StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone or (HttpStatusCode)422 or HttpStatusCode.InternalServerError,
    };

    /// <summary>Whether its page was empty.</summary>
    public bool IsEnd => Items is not null && Page!.Result.Count == 0;

    /// <summary>The objects of the span; null until its page has been examined.</summary>
    public IReadOnlyList<T>? Items { get; set; }
}
