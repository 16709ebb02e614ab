using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CentryPS.Api;
using CentryPS.Http;
using CentryPS.Models;
using CentryPS.Session;

namespace CentryPS.Commands.Completion;

/// <summary>
/// The objects of a resource that changed last, for completion: asked for when needed, kept for some seconds or until the session
/// changes something, and nothing where they are not there at once. An answer that comes too late is there for the next time.
/// </summary>
internal sealed class RecentObjects
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly ConditionalWeakTable<CentrySession, ConcurrentDictionary<ICentryResource, RecentObjects>> All = new();

    private readonly object _lock = new();
    private Task<IReadOnlyList<CentryObject>>? _list;
    private DateTimeOffset _asked;
    private int _writes;

    /// <summary>What a session knows of a resource by now.</summary>
    public static IReadOnlyList<CentryObject> Of(CentrySession session, ICentryResource resource) => All
        .GetOrCreateValue(session)
        .GetOrAdd(resource, _ => new RecentObjects())
        .Get(session, resource);

    private IReadOnlyList<CentryObject> Get(CentrySession session, ICentryResource resource)
    {
        // Only who asks is cancelled with it; the wait is on the session's clock, as every other.
        using var patience = new CancellationTokenSource();
        var time = session.Time;
        var list = Ask(session, resource, time.GetUtcNow());
        Task.WaitAny(list, time.Delay(Patience, patience.Token));
        patience.Cancel();
        return list.Status == TaskStatus.RanToCompletion ? list.Result : [];
    }

    private Task<IReadOnlyList<CentryObject>> Ask(CentrySession session, ICentryResource resource, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_list is null || _list.IsFaulted || _list.IsCanceled || now - _asked > Life || _writes != session.Writes)
            {
                var stop = session.Time.CreateCancellationTokenSource(Life);
                (_asked, _writes) = (now, session.Writes);
                _list = Task.Run(() => resource.GetRecentAsync(session.For(new SilentObserver(), stop.Token), now));
            }

            return _list;
        }
    }
}
