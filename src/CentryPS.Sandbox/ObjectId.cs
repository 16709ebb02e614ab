using System.Globalization;

namespace CentryPS.Sandbox;

/// <summary>MongoDB's ObjectIds: 24 hex digits of time, machine and a counter, so that later ones are greater.</summary>
internal sealed class ObjectId(TimeProvider time)
{
    private const string Machine = "a8d1d10b0c";

    private readonly Lock _lock = new();
    private long _last;
    private int _counter;

    public string Next()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            _last = Math.Max(_last, now);
            if (++_counter > 0xFFFFFF)
            {
                _counter = 0;
                _last++;
            }

            return string.Create(CultureInfo.InvariantCulture, $"{_last:x8}{Machine}{_counter:x6}");
        }
    }
}
