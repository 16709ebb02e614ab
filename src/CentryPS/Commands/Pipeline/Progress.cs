using System.Management.Automation;

namespace CentryPS.Commands.Pipeline;

/// <summary>Shows the progress of a command that takes longer than a second.</summary>
internal sealed class Progress(Cmdlet cmdlet, string activity, TimeProvider time)
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly long _started = time.GetTimestamp();
    private TimeSpan _next = Delay;
    private int _done;
    private bool _isShown;

    /// <summary>The number of inputs; null if it is unknown.</summary>
    public int? Total { get; set; }

    /// <summary>True if Centry limits the rate.</summary>
    public bool IsSlowed { get; set; }

    public void Advance()
    {
        _done++;
        if (IsDue)
        {
            var status = (Total is null ? Messages.ProgressCount : Messages.ProgressOf).With(_done, Rate, Total);
            Show(IsSlowed ? Messages.ProgressSlowed.With(status) : status);
        }
    }

    public void Wait(TimeSpan delay)
    {
        if (delay > Delay && (IsDue || !_isShown))
        {
            Show(Messages.ProgressWaiting.With(delay.TotalSeconds));
        }
    }

    public void Show(string status)
    {
        _next = Elapsed + Interval;
        _isShown = true;
        var record = new ProgressRecord(0, activity, status);
        if (Total is { } total && total > 0 && _done > 0)
        {
            record.PercentComplete = (int)Math.Min(100, 100L * _done / total);
            record.SecondsRemaining = (int)Math.Max(0, (total - _done) / Rate);
        }

        cmdlet.WriteProgress(record);
    }

    public void End()
    {
        if (_isShown)
        {
            var end = new ProgressRecord(0, activity, activity) { RecordType = ProgressRecordType.Completed };
            cmdlet.WriteProgress(end);
        }
    }

    private TimeSpan Elapsed => time.GetElapsedTime(_started);

    private bool IsDue => Elapsed >= _next;

    private double Rate => _done / Elapsed.TotalSeconds;
}
