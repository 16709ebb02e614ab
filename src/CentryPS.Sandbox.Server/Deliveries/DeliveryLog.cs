using System.Text.Json;
using CentryPS.Sandbox.Server.Http;

namespace CentryPS.Sandbox.Server.Deliveries;

/// <summary>The last tries to deliver, in the order in which they ended. Safe for many threads.</summary>
internal sealed class DeliveryLog
{
    /// <summary>Where it is, over HTTP.</summary>
    public const string Path = "/sandbox/deliveries";

    /// <summary>How many are kept.</summary>
    public const int Most = 1000;

    private static readonly JsonSerializerOptions Options = new(SandboxJson.Options) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly Lock _lock = new();
    private readonly Queue<Delivery> _deliveries = new();

    /// <summary>Raised for each, once it is in the log.</summary>
    public event Action<Delivery>? Added;

    /// <summary>Those that are kept, the oldest first.</summary>
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
            if (_deliveries.Count > Most)
            {
                _deliveries.Dequeue();
            }
        }

        Added?.Invoke(delivery);
    }

    /// <summary>Tells of them over HTTP.</summary>
    public Answer Answer(string method) =>
        method == "GET" ? new Answer(200, JsonSerializer.SerializeToUtf8Bytes(All, Options)) : Http.Answer.NotAllowed("GET");
}
