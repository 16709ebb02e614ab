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
internal sealed class RecentObjects
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);
    private static readonly ConditionalWeakTable<CentrySession, ConcurrentDictionary<ICentryResource, RecentObjects>>
        Caches = new();

    private readonly object _lock = new();
    private Task<IReadOnlyList<CentryObject>>? _list;
    private DateTimeOffset _requested;
    private int _writes;

    /// <summary>The objects, or none if Centry does not respond within the timeout.</summary>
    public static IReadOnlyList<CentryObject> Of(CentrySession session, ICentryResource resource) => Caches
        .GetOrCreateValue(session)
        .GetOrAdd(resource, _ => new RecentObjects())
        .Get(session, resource);

    private IReadOnlyList<CentryObject> Get(CentrySession session, ICentryResource resource)
    {
        // Only the wait ends at the timeout; the request continues.
        using var timeout = new CancellationTokenSource();
        var list = Request(session, resource);
        Task.WaitAny(list, session.Time.Delay(Timeout, timeout.Token));
        timeout.Cancel();
        return list.Status == TaskStatus.RanToCompletion ? list.Result : [];
    }

    private Task<IReadOnlyList<CentryObject>> Request(CentrySession session, ICentryResource resource)
    {
        var now = session.Time.GetUtcNow();
        lock (_lock)
        {
            var isOld = now - _requested > Lifetime || _writes != session.Writes;
            if (isOld || _list is null || _list.IsFaulted || _list.IsCanceled)
            {
                var stop = session.Time.CreateCancellationTokenSource(Lifetime);
                (_requested, _writes) = (now, session.Writes);
                _list = Task.Run(() => resource.GetRecentAsync(session.For(new SilentObserver(), stop.Token), now));
            }

            return _list;
        }
    }
}
