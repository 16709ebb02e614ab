using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CentryPS.Api;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Session;

namespace CentryPS.Commands.Completion;

/// <summary>
/// The most recently changed objects of a resource, cached for some seconds or until the session changes something. A
/// slow response yields no objects now, and is cached for the next completion.
/// </summary>
internal sealed record RecentObjects(DateTimeOffset Requested, int Writes, Task<IReadOnlyList<CentryObject>> List)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);
    private static readonly ConditionalWeakTable<CentrySession, ConcurrentDictionary<ICentryResource, RecentObjects>>
        Caches = new();

    /// <summary>Returns the objects, or none if Centry does not respond within the timeout.</summary>
    public static IReadOnlyList<CentryObject> Of(CentrySession session, ICentryResource resource)
    {
        var list = Caches.GetOrCreateValue(session).AddOrUpdate(
            resource,
            _ => Request(session, resource),
            (_, last) => last.IsCurrent(session) ? last : Request(session, resource)).List;

        // Only the wait ends at the timeout; the request continues.
        using var timeout = new CancellationTokenSource();
        Task.WaitAny(list, session.Time.Delay(Timeout, timeout.Token));
        timeout.Cancel();
        return list.Status == TaskStatus.RanToCompletion ? list.Result : [];
    }

    private static RecentObjects Request(CentrySession session, ICentryResource resource)
    {
        var now = session.Time.GetUtcNow();
        var stop = session.Time.CreateCancellationTokenSource(Lifetime);
        var caller = session.For(new SilentObserver(), stop.Token);
        return new RecentObjects(now, session.Writes, Task.Run(() => resource.GetRecentAsync(caller, now)));
    }

    private bool IsCurrent(CentrySession session) => session.Time.GetUtcNow() - Requested <= Lifetime
        && Writes == session.Writes
        && !List.IsFaulted
        && !List.IsCanceled;
}
