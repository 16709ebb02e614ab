using System.Net;
using CentryPS.Sandbox.Server.Resources;
using CentryPS.Sandbox.Server.Storage;

namespace CentryPS.Sandbox.Server.Deliveries;

/// <summary>
/// A background service that delivers notifications as Centry does: after the change, and then repeatedly until they
/// are accepted or the attempts are used up.
/// </summary>
internal sealed class Deliverer(SandboxOptions options, StoreRegistry stores, DeliveryLog log) : IDisposable
{
    /// <summary>
    /// The maximum number of pending notifications. Others are dropped, so that an unreachable callback URL does not
    /// exhaust memory.
    /// </summary>
    public const int MaxPending = 10_000;

    // Centry: every 5 minutes for 48 hours.
    private const int MaxAttempts = 576;
    private const int MaxConcurrent = 64;

    private readonly Dictionary<string, Resource> _resources = options.Resources.ToDictionary(resource => resource.Name);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _slots = new(MaxConcurrent);
    private readonly CallbackClient _client = new(options.Time);
    private int _pending;

    /// <summary>Starts to deliver the notifications of a change; returns without waiting for their delivery.</summary>
    public void EnqueueNotifications(ObjectChange change)
    {
        if (stores.ForCompany(change.Company).All.TryGetValue("webhooks", out var webhooks))
        {
            foreach (var notification in Notification.For(change, _resources[change.Resource], webhooks))
            {
                Enqueue(notification);
            }
        }
    }

    /// <summary>Stops all deliveries.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
    }

    private void Enqueue(Notification notification)
    {
        if (!CallbackClient.IsOnLoopback(notification.CallbackUrl))
        {
            const string Reason = "Not delivered: the sandbox delivers to this machine only.";
            log.Add(notification.ToDelivery(1, isAccepted: false, Reason));
        }
        else if (Interlocked.Increment(ref _pending) > MaxPending)
        {
            Interlocked.Decrement(ref _pending);
            var reason = $"Not delivered: {MaxPending} notifications are pending.";
            log.Add(notification.ToDelivery(1, isAccepted: false, reason));
        }
        else
        {
            _ = Task.Run(() => DeliverAsync(notification));
        }
    }

    private async Task DeliverAsync(Notification notification)
    {
        try
        {
            for (var attempt = 1; !await AttemptAsync(notification, attempt) && attempt < MaxAttempts; attempt++)
            {
                await Task.Delay(options.Redelivery, options.Time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox is stopping.
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    private async Task<bool> AttemptAsync(Notification notification, int attempt)
    {
        await _slots.WaitAsync(_stop.Token);
        try
        {
            var (status, response) = await _client.PostAsync(new Uri(notification.CallbackUrl), notification.Body, _stop.Token);
            log.Add(notification.ToDelivery(attempt, status == HttpStatusCode.OK, response));
            return status == HttpStatusCode.OK;
        }
        finally
        {
            _slots.Release();
        }
    }
}
