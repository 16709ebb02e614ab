using System.Net;
using CentryPS.Sandbox.Server.Resources;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Deliveries;

/// <summary>Delivers notifications as Centry does: right after the change, and again until they are accepted or it gives up.</summary>
internal sealed class Deliverer(SandboxOptions options, StoreRegistry stores, DeliveryLog log) : IDisposable
{
    /// <summary>How many wait to be delivered; further ones are not, so that a callback that is dead costs no memory.</summary>
    public const int MostWaiting = 10_000;

    // Centry: every 5 minutes for 48 hours.
    private const int MostTries = 576;
    private const int MostAtOnce = 64;

    private readonly Dictionary<string, Resource> _resources = options.Resources.ToDictionary(resource => resource.Name);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _free = new(MostAtOnce);
    private readonly CallbackClient _client = new(options.Time);
    private int _waiting;

    /// <summary>Begins to deliver what a change has to tell; waits for nothing.</summary>
    public void Announce(ObjectChange change)
    {
        if (stores.Of(change.Company).All.TryGetValue("webhooks", out var webhooks))
        {
            foreach (var notification in Notification.Of(change, _resources[change.Resource], webhooks))
            {
                Begin(notification);
            }
        }
    }

    /// <summary>Ends every delivery.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
    }

    private void Begin(Notification notification)
    {
        if (!CallbackClient.IsOnLoopback(notification.CallbackUrl))
        {
            log.Add(notification.Try(1, isAccepted: false, "Not delivered: the sandbox delivers to this machine alone."));
        }
        else if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            log.Add(notification.Try(1, isAccepted: false, $"Not delivered: {MostWaiting} others are waiting."));
        }
        else
        {
            _ = Task.Run(() => InsistAsync(notification));
        }
    }

    private async Task InsistAsync(Notification notification)
    {
        try
        {
            for (var intent = 1; !await TryAsync(notification, intent) && intent < MostTries; intent++)
            {
                await Task.Delay(options.Redelivery, options.Time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox ends.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<bool> TryAsync(Notification notification, int intent)
    {
        await _free.WaitAsync(_stop.Token);
        try
        {
            var (status, response) = await _client.PostAsync(new Uri(notification.CallbackUrl), notification.Body, _stop.Token);
            log.Add(notification.Try(intent, status == HttpStatusCode.OK, response));
            return status == HttpStatusCode.OK;
        }
        finally
        {
            _free.Release();
        }
    }
}
