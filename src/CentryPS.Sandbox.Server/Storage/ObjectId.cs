using System.Globalization;

namespace CentryPS.Sandbox.Server.Storage;

/// <summary>
/// A generator of ids like MongoDB's ObjectId: 24 hex digits of time, machine and counter. Later ids are greater.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="number">The number of the company, from 0. Different companies have no ids in common.</param>
/// <param name="series">The series of the resource, from 0. Different series have no ids in common.</param>
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

    /// <summary>Makes the next id greater than an existing one.</summary>
    public void ContinueAfter(string id)
    {
        lock (_lock)
        {
            if (id.Length == 24 && long.TryParse(id[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds))
            {
                // An id that is one second later is greater, regardless of its other eight bytes.
                _last = Math.Max(_last, Math.Min(seconds + 1, uint.MaxValue));
            }
        }
    }
}
