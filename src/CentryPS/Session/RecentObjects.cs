using CentryPS.Http;

namespace CentryPS.Session;

/// <summary>
/// The first objects of each kind, for completion: asked for when needed, kept for some seconds, and nothing where they are
/// not there at once. An answer that comes too late is there for the next time.
/// </summary>
internal sealed class RecentObjects(CentryApi api)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly object _lock = new();
    private readonly SilentObserver _observer = new();
    private (DateTime At, Task<IReadOnlyList<CentryWebhook>> List)? _webhooks;
    private (DateTime At, Task<IReadOnlyList<CentryOrder>> List)? _orders;

    public IReadOnlyList<CentryObject> Webhooks() => Get(ref _webhooks, stop => api.ListWebhooks(new ListQuery(CentryApi.PageSize), _observer, stop));

    public IReadOnlyList<CentryObject> Orders() => Get(ref _orders, stop => api.ListOrders(new ListQuery(CentryApi.PageSize), _observer, stop));

    private IReadOnlyList<T> Get<T>(ref (DateTime At, Task<IReadOnlyList<T>> List)? kept, Func<CancellationToken, Pager<T>> list)
        where T : CentryObject
    {
        Task<IReadOnlyList<T>> asked;
        lock (_lock)
        {
            if (kept is not { } known || known.List.IsFaulted || known.List.IsCanceled || DateTime.UtcNow - known.At > Life)
            {
                var stop = new CancellationTokenSource(Life);
                kept = known = (DateTime.UtcNow, Task.Run(list(stop.Token).NextAsync));
            }

            asked = known.List;
        }

        return Task.WaitAny([asked], Patience) == 0 && asked.Status == TaskStatus.RanToCompletion ? asked.Result : [];
    }
}
