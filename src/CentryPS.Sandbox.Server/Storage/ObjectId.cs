using System.Globalization;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>MongoDB's ObjectIds: 24 hex digits of time, machine and a counter, so that later ones are greater.</summary>
/// <param name="time">The clock.</param>
/// <param name="number">The company's, from 0: no two companies ever have an id in common.</param>
/// <param name="series">The resource's, from 0: nor have two resources of different series.</param>
internal sealed class ObjectId(TimeProvider time, int number, int series = 0)
{
    private const long FirstMachine = 0xa8d1d10b0c;

    private readonly Lock _lock = new();
    private long _last;
    private int _counter;

    public string Next() => Next(time.GetUtcNow());

    public string Next(DateTimeOffset now)
    {
        lock (_lock)
        {
            _last = Math.Max(_last, now.ToUnixTimeSeconds());
            if (++_counter > 0xFFFFFF)
            {
                _counter = 0;
                _last++;
            }

            return string.Create(CultureInfo.InvariantCulture, $"{_last:x8}{FirstMachine + number + ((long)series << 16):x10}{_counter:x6}");
        }
    }

    /// <summary>Takes note of an id from elsewhere, so that the next one is greater.</summary>
    public void Follow(string id)
    {
        lock (_lock)
        {
            if (id.Length == 24 && long.TryParse(id[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds))
            {
                // A second later is greater whatever the other eight bytes are.
                _last = Math.Max(_last, Math.Min(seconds + 1, uint.MaxValue));
            }
        }
    }
}
