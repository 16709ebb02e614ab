using System.Text.Json;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.Deliveries;

/// <summary>The last delivery attempts, in the order in which they ended. Thread-safe.</summary>
internal sealed class DeliveryLog
{
    /// <summary>The path that returns the log over HTTP.</summary>
    public const string Path = "/sandbox/deliveries";

    /// <summary>The maximum number of attempts in the log.</summary>
    public const int MaxEntries = 1000;

    private static readonly JsonSerializerOptions Options = new(SandboxJson.Options) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Lock _lock = new();
    private readonly Queue<Delivery> _deliveries = new();

    /// <summary>Raised for each attempt, after it is added.</summary>
    public event Action<Delivery>? Added;

    /// <summary>The attempts, oldest first.</summary>
    public IReadOnlyList<Delivery> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _deliveries];
            }
        }
    }

    public void Add(Delivery delivery)
    {
        lock (_lock)
        {
            _deliveries.Enqueue(delivery);
            if (_deliveries.Count > MaxEntries)
            {
                _deliveries.Dequeue();
            }
        }

        Added?.Invoke(delivery);
    }

    /// <summary>Returns the log as an HTTP response.</summary>
    public ApiResponse Handle(string method) =>
        method == "GET" ? new ApiResponse(200, JsonSerializer.SerializeToUtf8Bytes(All, Options)) : ApiResponse.NotAllowed("GET");
}
